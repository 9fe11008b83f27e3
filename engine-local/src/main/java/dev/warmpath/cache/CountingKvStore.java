package dev.warmpath.cache;

/**
 * A store that keeps no rows, only counts them in the same blocks: for simulations and tests.
 * Engine thread only, except {@link #usedBytes}.
 */
public final class CountingKvStore implements KvStore {
  private final long bytesPerToken;
  private volatile long usedBlocks;
  private int references;

  /**
   * @param bytesPerToken what one token's rows would take, at least 1
   */
  public CountingKvStore(long bytesPerToken) {
    if (bytesPerToken < 1) {
      throw new IllegalArgumentException(bytesPerToken + " bytes per token, at least 1 needed");
    }
    this.bytesPerToken = bytesPerToken;
  }

  /** Rows for {@code tokens} consecutive tokens, in blocks of their own. */
  public KvRows allocate(int tokens) {
    if (tokens < 0) {
      throw new IllegalArgumentException("rows for " + tokens + " tokens");
    }
    return new Rows(new int[(tokens + BLOCK_TOKENS - 1) / BLOCK_TOKENS], 0, tokens);
  }

  @Override
  public long bytesPerToken() {
    return bytesPerToken;
  }

  @Override
  public long usedBytes() {
    return usedBlocks * blockBytes();
  }

  /** References not yet released; 0 when nothing leaks. */
  public int references() {
    return references;
  }

  private long blockBytes() {
    return bytesPerToken * BLOCK_TOKENS;
  }

  /** One reference; {@code users} counts the references of each block of the allocation. */
  private final class Rows implements KvRows {
    private final int[] users;
    private final int from;
    private final int to;
    private boolean released;

    Rows(int[] users, int from, int to) {
      this.users = users;
      this.from = from;
      this.to = to;
      long taken = 0;
      for (int block = firstBlock(); block < endBlock(); block++) {
        if (users[block]++ == 0) {
          taken++;
        }
      }
      usedBlocks = usedBlocks + taken;
      references++;
    }

    private int firstBlock() {
      return from / BLOCK_TOKENS;
    }

    private int endBlock() {
      return from == to ? firstBlock() : (to + BLOCK_TOKENS - 1) / BLOCK_TOKENS;
    }

    @Override
    public int length() {
      requireHeld();
      return to - from;
    }

    @Override
    public KvRows slice(int sliceFrom, int sliceTo) {
      requireHeld();
      if (sliceFrom < 0 || sliceTo < sliceFrom || sliceTo > to - from) {
        throw new IndexOutOfBoundsException(
            "rows " + sliceFrom + ".." + sliceTo + " of " + (to - from));
      }
      return new Rows(users, from + sliceFrom, from + sliceTo);
    }

    @Override
    public long release() {
      requireHeld();
      released = true;
      references--;
      long freed = 0;
      for (int block = firstBlock(); block < endBlock(); block++) {
        if (--users[block] == 0) {
          freed++;
        }
      }
      usedBlocks = usedBlocks - freed;
      return freed * blockBytes();
    }

    private void requireHeld() {
      if (released) {
        throw new IllegalStateException("rows of " + (to - from) + " tokens were released before");
      }
    }
  }
}
