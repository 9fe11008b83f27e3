package dev.warmpath.llama.binding;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One owned native object: freed exactly once, never used after. Any thread; closing waits for
 * calls that are running, so the object cannot vanish under one.
 */
public final class NativeHandle implements AutoCloseable {
  private final String name;
  private final MemorySegment address;
  private final Consumer<MemorySegment> free;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  public NativeHandle(String name, MemorySegment address, Consumer<MemorySegment> free) {
    this.name = name;
    this.address = address;
    this.free = free;
  }

  public String name() {
    return name;
  }

  /**
   * Runs {@code call} with the object's address, which must not leave it.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public <T> T use(Function<MemorySegment, T> call) {
    lock.readLock().lock();
    try {
      return call.apply(open());
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * The address without a guard, for an object that one thread both uses and closes.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public MemorySegment open() {
    if (closed) {
      throw new IllegalStateException(name + " is closed");
    }
    return address;
  }

  public boolean isClosed() {
    return closed;
  }

  /** Frees the object; later calls do nothing. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        free.accept(address);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
