package io.moraine.property.simulation;

import io.moraine.ConflictException;
import io.moraine.Result;
import io.moraine.Session;
import io.moraine.core.error.StorageException;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.property.fixture.Tables;
import io.moraine.property.fixture.World;
import io.moraine.property.model.Change;
import io.moraine.property.schedule.Scheduler;
import io.moraine.property.sim.Crash;
import io.moraine.property.sim.SimDisk;
import io.moraine.property.simulation.History.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** One run: a table, processes that change and read it, and a {@link Verdict} on what they left. */
final class Simulation {
  private final Scenario scenario;
  private final Scheduler scheduler;
  private final SimNetwork network;
  private final RandomGenerator random;
  private final History history = new History();
  private final SimDisk disk;
  private long newest;
  private int deaths;

  /** What a run came to. */
  record Summary(long steps, long trace, int faults, int deaths, long versions, int statements) {}

  private Simulation(long seed, SimDisk disk) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.scenario = Scenario.draw(random);
    this.scheduler = new Scheduler(fresh());
    this.network = new SimNetwork(scheduler, fresh(), scenario.rates());
    this.disk = disk;
  }

  private RandomGenerator fresh() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(random.nextLong());
  }

  /**
   * Runs the simulation of {@code seed} on the real store or on a {@code broken} one.
   *
   * @throws AssertionError if something is wrong with what it left
   */
  static Summary run(long seed, Optional<BrokenNetwork> broken) {
    try (SimDisk disk = SimDisk.open()) {
      return new Simulation(seed, disk).run(broken);
    }
  }

  private Summary run(Optional<BrokenNetwork> broken) {
    try (Session session = World.session(disk.warehouse(), World.seeded(random.nextLong()))) {
      Tables.run(session, scenario.create());
    }
    broken.ifPresentOrElse(b -> disk.connect(b.around(network)), () -> disk.connect(network));
    for (int i = 0; i < scenario.writers(); i++) {
      String name = "writer " + i;
      boolean first = i == 0;
      scheduler.start(name, () -> write(name, first));
    }
    scheduler.start("reader", () -> look("reader"));
    scheduler.run();
    disk.plan(SimDisk.Plan.NONE);
    new Verdict(disk, scenario, history).require();
    return new Summary(
        scheduler.steps(),
        scheduler.trace(),
        network.faults(),
        deaths,
        newest() + 1,
        history.statements().size());
  }

  private SimProcess begin(String name) {
    SimProcess process = new SimProcess(disk, scheduler, fresh());
    network.connect(name, process);
    return process;
  }

  private SimProcess alive(String name, SimProcess process) {
    if (!process.isDead()) {
      return process;
    }
    deaths++;
    return begin(name);
  }

  private void write(String name, boolean first) {
    SimProcess process = begin(name);
    Draws draws = new Draws(fresh());
    for (int i = 0; i < scenario.statements(); i++) {
      execute(name, process, first && i == 0 ? draws.filling() : draws.change());
      process = alive(name, process);
    }
  }

  private void execute(String name, SimProcess process, Change change) {
    long before = newest();
    process.takeIds();
    Outcome outcome;
    OptionalLong version = OptionalLong.empty();
    try (Result result = process.session().sql(change.sql())) {
      result.rows().forEach(row -> {});
      version = result.changes().map(changes -> changes.version()).orElse(OptionalLong.empty());
      outcome = Outcome.DONE;
    } catch (Crash | CommitStateUnknownException e) {
      outcome = Outcome.UNKNOWN;
    } catch (ConflictException | StorageException e) {
      outcome = Outcome.REJECTED;
    }
    Set<String> ids = process.takeIds();
    history
        .statements()
        .add(new History.Statement(name, change, ids, before, newest(), outcome, version));
  }

  private void look(String name) {
    SimProcess process = begin(name);
    for (int i = 0; i < scenario.statements() * 2; i++) {
      long before = newest();
      try {
        List<String> rows = Tables.rows(process.session(), "SELECT k, g, v FROM t");
        history.looks().add(new History.Look(name, before, newest(), rows));
      } catch (Crash | StorageException e) {
        // What it saw is of no interest.
        process = alive(name, process);
      }
    }
  }

  /** The newest version in truth. */
  private long newest() {
    while (disk.holds("t/", "_delta_log/%020d.json".formatted(newest + 1))) {
      newest++;
    }
    return newest;
  }
}
