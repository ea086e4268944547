package io.carillon.front.smpp;

import io.carillon.wire.smpp.Answer;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A deliver_sm on the wire, and whoever waits for its answer.
final class Delivery {
  /// The session answers each request within its response time-out, which is shorter.
  private static final int LIMIT_SECONDS = 20;

  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile @Nullable Answer answer;

  void answered(Answer came) {
    answer = came;
    answered.countDown();
  }

  /// Waits for it.
  Optional<Answer> answer() throws InterruptedException {
    boolean came = answered.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    return came ? Optional.ofNullable(answer) : Optional.empty();
  }
}
