package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Our client and our server against each other, busy.
@Timeout(60)
class BothEndsTest {
  @Test
  void everyOfferIsAnsweredOnceThoughLinksBreak() throws Exception {
    var offered = new AtomicInteger();
    var answers = new ConcurrentLinkedQueue<Answer>();
    try (var server = server();
        var client = client(server.port(), answers)) {
      var closer = new CountDownLatch(20);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(Thread.ofPlatform().start(() -> offer(client, offered, closer)));
      }
      while (closer.getCount() > 0) {
        assertThat(client.awaitBound(Duration.ofSeconds(20))).isTrue();
        int before = answers.size();
        while (answers.size() < before + 200 && client.session().isPresent()) {
          Thread.onSpinWait();
        }
        client.session().ifPresent(SmppSession::close);
        closer.countDown();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      client.close(Duration.ofSeconds(10));
    }

    assertThat(answers.stream().map(Answer::attachment).distinct()).hasSize(offered.get());
    assertThat(answers).hasSize(offered.get());
    assertThat(answers).anyMatch(answer -> answer instanceof Answer.Responded);
  }

  @Test
  void aHandlerCanKeepTheWindowFullFromItsOwnCalls() throws Exception {
    int total = 20_000;
    var done = new CountDownLatch(total);
    try (var server = server();
        var client =
            new SmppClient(settings(server.port()), session -> new Pump(session, done, total))) {
      client.start();
      assertThat(done.await(40, TimeUnit.SECONDS)).isTrue();
      assertThat(client.session().orElseThrow().counts().responded()).isEqualTo(total);
    }
  }

  @Test
  void oneReadIsAnsweredByOneWrite() throws Exception {
    try (var server = server();
        var peer = RawPeer.connect(server.port()).bind()) {
      var together = new ByteArrayOutputStream();
      for (int i = 0; i < 50; i++) {
        together.write(PduCodec.encode(2 + i, Sessions.submit("n")));
      }
      peer.write(together.toByteArray());
      int whole = 50 * PduCodec.encode(1, Sessions.taken("id")).length;

      assertThat(peer.socket().getInputStream().read(new byte[4_096])).isEqualTo(whole);
    }
  }

  @Test
  void aFailingHandlerEndsItsSessionAndNoOther() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT)) {
      var ended = new ConcurrentLinkedQueue<SessionEnd>();
      try (var client =
          new SmppClient(settings(sessions.port()), session -> new Failing(session, ended))) {
        client.start();
        Recorder first = sessions.bound();
        first.session().offer(Sessions.deliver("boom"), "a");

        assertThat(first.answer().attachment()).isEqualTo("a");
        Recorder second = sessions.bound();
        assertThat(second.session().isBound()).isTrue();
        assertThat(ended)
            .containsExactly(
                new SessionEnd(
                    SessionEnd.Reason.HANDLER_FAILED, 0, "java.lang.IllegalStateException"));
      }
    }
  }

  private static void offer(SmppClient client, AtomicInteger offered, CountDownLatch closer) {
    while (closer.getCount() > 0) {
      var session = client.session();
      if (session.isPresent() && session.get().room() > 0) {
        Object attachment = new Object();
        if (session.get().offer(Sessions.submit("n"), attachment)) {
          offered.incrementAndGet();
        }
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private static SmppServer server() throws Exception {
    var settings = ServerSettings.loopback("smsc", 0, "carillon").withSession(Sessions.PATIENT);
    var server = new SmppServer(settings, (_, _) -> CommandStatus.ROK, Echo::new);
    server.start();
    return server;
  }

  private static ClientSettings settings(int port) {
    return ClientSettings.usual("client", "127.0.0.1", port, Sessions.BIND)
        .withSession(Sessions.PATIENT)
        .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));
  }

  private static SmppClient client(int port, Queue<Answer> answers) {
    var client = new SmppClient(settings(port), _ -> new Collecting(answers));
    client.start();
    return client;
  }

  /// Takes everything at once.
  private record Echo(SmppSession session) implements SmppHandler {
    @Override
    public void onAnswers(List<Answer> answers) {}

    @Override
    public void onRequests(List<Incoming> requests) {
      requests.forEach(request -> session.respond(request, Sessions.taken("id")));
    }

    @Override
    public void onClosed(SessionEnd end) {}
  }

  private record Collecting(Queue<Answer> all) implements SmppHandler {
    @Override
    public void onAnswers(List<Answer> answers) {
      all.addAll(answers);
    }

    @Override
    public void onRequests(List<Incoming> requests) {}

    @Override
    public void onClosed(SessionEnd end) {}
  }

  /// Offers a new request for each answer, until `total` were answered.
  private static final class Pump implements SmppHandler {
    private final SmppSession session;
    private final CountDownLatch done;
    private int left;

    Pump(SmppSession session, CountDownLatch done, int total) {
      this.session = session;
      this.done = done;
      left = total;
      fill();
    }

    private void fill() {
      while (left > 0 && session.offer(Sessions.submit("n"), left)) {
        left--;
      }
    }

    @Override
    public void onAnswers(List<Answer> answers) {
      fill();
      answers.forEach(_ -> done.countDown());
    }

    @Override
    public void onRequests(List<Incoming> requests) {}

    @Override
    public void onClosed(SessionEnd end) {}
  }

  private record Failing(SmppSession session, Queue<SessionEnd> ended) implements SmppHandler {
    @Override
    public void onAnswers(List<Answer> answers) {}

    @Override
    public void onRequests(List<Incoming> requests) {
      throw new IllegalStateException("of our own making");
    }

    @Override
    public void onClosed(SessionEnd end) {
      ended.add(end);
    }
  }
}
