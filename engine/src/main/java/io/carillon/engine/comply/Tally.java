package io.carillon.engine.comply;

/// Counts what happened within a time that slides: exactly in the present one, and of the one
/// before as much as still reaches into it, as though it had come evenly. Two numbers, whatever the
/// rate. Not for several threads at once.
public final class Tally {
  private long start;
  private int before;
  private int now;

  /// @param ticks of the clock, as it is made
  public Tally(long ticks) {
    this.start = ticks;
  }

  /// Counts one more.
  ///
  /// @param ticks of the clock; never less than before
  /// @param window how long the time is, in ticks; above 0
  public void add(long ticks, long window) {
    slide(ticks, window);
    now = Math.addExact(now, 1);
  }

  /// How many there were in the window that ends now.
  public int count(long ticks, long window) {
    slide(ticks, window);
    double left = 1 - (double) (ticks - start) / window;
    return now + (int) Math.round(before * left);
  }

  private void slide(long ticks, long window) {
    long passed = ticks - start;
    if (passed >= 2 * window) {
      start = ticks;
      before = 0;
      now = 0;
    } else if (passed >= window) {
      start += window;
      before = now;
      now = 0;
    }
  }
}
