package io.moraine.property.damage;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Ways to spoil a file. */
enum Damage {
  FLIP_BIT {
    @Override
    byte[] of(byte[] content, RandomGenerator random) {
      byte[] damaged = content.clone();
      damaged[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
      return damaged;
    }
  },
  REPLACE_BYTE {
    @Override
    byte[] of(byte[] content, RandomGenerator random) {
      byte[] damaged = content.clone();
      damaged[random.nextInt(content.length)] = EDGES[random.nextInt(EDGES.length)];
      return damaged;
    }
  },
  SCRAMBLE_RUN {
    @Override
    byte[] of(byte[] content, RandomGenerator random) {
      byte[] damaged = content.clone();
      int from = random.nextInt(content.length);
      for (int i = from; i < Math.min(from + 16, content.length); i++) {
        damaged[i] = (byte) random.nextInt();
      }
      return damaged;
    }
  },
  TRUNCATE {
    @Override
    byte[] of(byte[] content, RandomGenerator random) {
      return Arrays.copyOf(content, random.nextInt(content.length));
    }
  },
  EXTEND {
    @Override
    byte[] of(byte[] content, RandomGenerator random) {
      byte[] damaged = Arrays.copyOf(content, content.length + 1 + random.nextInt(16));
      for (int i = content.length; i < damaged.length; i++) {
        damaged[i] = (byte) random.nextInt();
      }
      return damaged;
    }
  },
  CUT_OUT {
    @Override
    byte[] of(byte[] content, RandomGenerator random) {
      int from = random.nextInt(content.length);
      int to = Math.min(content.length, from + 1 + random.nextInt(16));
      byte[] damaged = Arrays.copyOf(content, content.length - (to - from));
      System.arraycopy(content, to, damaged, from, content.length - to);
      return damaged;
    }
  };

  /** Bytes that are the ends of some range, or punctuation of JSON. */
  private static final byte[] EDGES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, '"', '{', '}', '\\'};

  /** {@code content}, which is not empty, spoiled somewhere. */
  abstract byte[] of(byte[] content, RandomGenerator random);
}
