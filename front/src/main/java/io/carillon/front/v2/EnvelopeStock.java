package io.carillon.front.v2;

import io.carillon.model.port.Clock;
import io.carillon.model.port.Tasks;
import io.carillon.wire.jose.Envelope;
import io.carillon.wire.jose.RecipientKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Envelopes for one reader key, made ahead by a task of their own: whoever seals a message waits
/// for no arithmetic with large numbers.
///
/// At most [#READY_MAX] are made in a second, so that an account that sends much takes no more of
/// the processors than this. Where none is ready, the last one is used again.
final class EnvelopeStock {
  private static final int READY_MAX = 64;
  private static final int READY_MIN = READY_MAX / 2;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final RecipientKey key;
  private final Tasks tasks;
  private final Clock clock;
  private final SecureRandom chance = new SecureRandom();
  private final ConcurrentLinkedQueue<Envelope> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicBoolean filling = new AtomicBoolean();
  private volatile Envelope last;
  private volatile long notBefore;

  /// Makes the first one at once.
  EnvelopeStock(RecipientKey key, Tasks tasks, Clock clock) {
    this.key = key;
    this.tasks = tasks;
    this.clock = clock;
    last = key.envelope(chance);
    notBefore = clock.ticks();
  }

  /// Seals one text; see [Envelope#seal(String, byte[])].
  String seal(String type, byte[] plain) {
    var envelope = ready.poll();
    int left = envelope == null ? 0 : count.decrementAndGet();
    if (left < READY_MIN && clock.ticks() - notBefore >= 0 && filling.compareAndSet(false, true)) {
      tasks.start("make envelopes ready", this::fill);
    }
    if (envelope == null) {
      return last.seal(type, plain);
    }
    last = envelope;
    return envelope.seal(type, plain);
  }

  private void fill() {
    try {
      while (count.get() < READY_MAX) {
        ready.add(key.envelope(chance));
        count.incrementAndGet();
      }
    } finally {
      notBefore = clock.ticks() + BETWEEN.toNanos();
      filling.set(false);
    }
  }
}
