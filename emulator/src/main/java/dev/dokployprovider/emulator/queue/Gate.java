package dev.dokployprovider.emulator.queue;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Holds all that comes to a point while that is closed. */
public final class Gate {
  /** Where work can be held. */
  public enum Point {
    /** A deployment whose service is "running" and that has no row yet. */
    ROW,
    /** A deployment that has its row, before Docker is asked. */
    BUILD,
    /** A stop or a delete, before Docker is asked; a deleted service's row is gone by then. */
    STOP;

    /**
     * The point of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Point of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private final Set<Point> closed = EnumSet.noneOf(Point.class);

  public void close(Point point) {
    lock.lock();
    try {
      closed.add(point);
    } finally {
      lock.unlock();
    }
  }

  /** Opens some of the points. */
  public void open(Set<Point> points) {
    lock.lock();
    try {
      closed.removeAll(points);
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the point is open. */
  public void pass(Point point) throws InterruptedException {
    lock.lock();
    try {
      while (closed.contains(point)) {
        opened.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
