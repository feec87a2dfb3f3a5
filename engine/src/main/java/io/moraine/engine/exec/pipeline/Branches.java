package io.moraine.engine.exec.pipeline;

import java.util.ArrayList;
import java.util.List;

/** The sources of a flow, in order, and which of them are done with early. */
final class Branches {
  /** Room for a source's own positions below its ordinal. */
  private static final int SOURCE_SHIFT = 48;

  private final Flow flow;
  private volatile boolean[] satisfied;

  Branches(Flow flow) {
    this.flow = flow;
  }

  /** One worker's way through all sources. */
  Workers.Worker worker(Sink sink) {
    List<Branch> branches = new ArrayList<>();
    collect(flow, sink.worker(), branches);
    synchronized (this) {
      satisfied = satisfied == null ? new boolean[branches.size()] : satisfied;
    }
    return new BranchWorker(branches);
  }

  private static void collect(Flow flow, BatchSink sink, List<Branch> branches) {
    if (flow instanceof Flow.Leaf leaf) {
      long base = (long) branches.size() << SOURCE_SHIFT;
      BatchSink shifted =
          base == 0
              ? sink
              : (batch, position) ->
                  sink.accept(batch, position == BatchSink.END ? position : base + position);
      branches.add(new Branch(leaf.source().worker(), shifted));
    } else if (flow instanceof Flow.Union union) {
      for (Flow input : union.inputs()) {
        collect(input, sink, branches);
      }
    } else {
      Flow.Staged staged = (Flow.Staged) flow;
      collect(staged.input(), staged.stage().worker(sink), branches);
    }
  }

  private record Branch(MorselSource.Cursor cursor, BatchSink sink) {}

  private final class BranchWorker implements Workers.Worker {
    private final List<Branch> branches;
    private int current;

    BranchWorker(List<Branch> branches) {
      this.branches = branches;
    }

    @Override
    public boolean step() {
      while (current < branches.size()) {
        if (!satisfied[current]) {
          Branch branch = branches.get(current);
          MorselSource.Progress progress = branch.cursor.advance(branch.sink);
          if (progress == MorselSource.Progress.MORE) {
            return true;
          }
          if (progress == MorselSource.Progress.SATISFIED) {
            // Other workers need not look for rows of this branch either.
            boolean[] marked = satisfied;
            marked[current] = true;
            satisfied = marked;
          }
        }
        current++;
      }
      return false;
    }
  }
}
