package io.carillon.engine.dispatch;

import java.time.Duration;

/// How busy what we run on is, on an average of the last seconds, so that a blip is none.
public record Machine(Cpu cpu, Disk disk) {
  /// Nothing to do.
  public static final Machine IDLE = new Machine(new Cpu(0, 0, 1), new Disk(0, Duration.ZERO, 0));

  /// From this share on it does all that it can.
  static final double FULL = 0.9;

  /// The processors.
  ///
  /// @param all the share of all their time that is used, by whomever, 0–1
  /// @param ours the share that this process uses, 0–1
  public record Cpu(double all, double ours, int cores) {
    boolean isFull() {
      return all >= FULL || ours >= FULL;
    }
  }

  /// What the store's one writer does.
  ///
  /// @param busy the share of the time in which it writes and syncs, 0–1
  /// @param perGroup from the begin of a group of commits until it is synced
  /// @param waiting commits in front of it
  public record Disk(double busy, Duration perGroup, int waiting) {
    boolean isFull() {
      return busy >= FULL;
    }
  }
}
