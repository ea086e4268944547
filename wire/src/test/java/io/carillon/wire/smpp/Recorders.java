package io.carillon.wire.smpp;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Gives each session a recorder, and the test the recorders in their order.
final class Recorders implements SmppHandler.Factory {
  private final BlockingQueue<Recorder> made = new LinkedBlockingQueue<>();

  @Override
  public SmppHandler onBound(SmppSession session) {
    var recorder = new Recorder(session);
    made.add(recorder);
    return recorder;
  }

  /// What the next session that became bound was told.
  Recorder next() throws InterruptedException {
    Recorder recorder = made.poll(10, TimeUnit.SECONDS);
    if (recorder == null) {
      throw new AssertionError("no session became bound");
    }
    return recorder;
  }

  boolean isEmpty() {
    return made.isEmpty();
  }
}
