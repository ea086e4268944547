package io.carillon.wire.smpp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A handler that remembers what it was told.
final class Recorder implements SmppHandler {
  private static final long PATIENCE_SECONDS = 10;

  private final SmppSession session;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<Incoming> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<Pdu.AlertNotification> alerts = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> roomNews = new LinkedBlockingQueue<>();
  private final CompletableFuture<SessionEnd> end = new CompletableFuture<>();

  Recorder(SmppSession session) {
    this.session = session;
  }

  SmppSession session() {
    return session;
  }

  @Override
  public void onAnswers(List<Answer> batch) {
    answers.addAll(batch);
  }

  @Override
  public void onRequests(List<Incoming> batch) {
    requests.addAll(batch);
  }

  @Override
  public void onAlert(Pdu.AlertNotification alert) {
    alerts.add(alert);
  }

  @Override
  public void onRoom() {
    roomNews.add("room");
  }

  @Override
  public void onClosed(SessionEnd why) {
    end.complete(why);
  }

  Answer answer() throws InterruptedException {
    return present(answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  List<Answer> answers(int count) throws InterruptedException {
    var taken = new ArrayList<Answer>();
    while (taken.size() < count) {
      taken.add(answer());
    }
    return taken;
  }

  List<Answer> answersSoFar() {
    return List.copyOf(answers);
  }

  Incoming request() throws InterruptedException {
    return present(requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  boolean hasRequest() {
    return !requests.isEmpty();
  }

  Pdu.AlertNotification alert() throws InterruptedException {
    return present(alerts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  String roomNews() throws InterruptedException {
    return present(roomNews.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  SessionEnd end() throws Exception {
    return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static <T> T present(@Nullable T thing) {
    if (thing == null) {
      throw new AssertionError("nothing came within " + Duration.ofSeconds(PATIENCE_SECONDS));
    }
    return thing;
  }
}
