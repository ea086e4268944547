package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.wire.text.Octets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Both ends have more to say than the connection holds: neither may wait to write where it should
/// read, or both would wait for ever.
@Timeout(60)
class CrowdedLineTest {
  private static final int TOTAL = 400;
  private static final Octets LARGE = Octets.owning(new byte[60_000]);

  @Test
  void bothEndsSendMoreThanTheLineHolds() throws Exception {
    var settings = Sessions.PATIENT.withWindow(200).withBufferMax(4 << 20);
    var done = new CountDownLatch(2 * TOTAL);
    var heard = new AtomicInteger();
    SmppHandler.Factory talkers = session -> new Talker(session, done, heard);
    try (var server =
            new SmppServer(
                ServerSettings.loopback("smsc", 0, "mc").withSession(settings),
                (_, _) -> CommandStatus.ROK,
                talkers);
        var client = client(server, settings, talkers)) {
      assertThat(client.awaitBound(Duration.ofSeconds(10))).isTrue();

      assertThat(done.await(40, TimeUnit.SECONDS)).isTrue();
      assertThat(heard).hasValue(2 * TOTAL);
      assertThat(client.session().orElseThrow().room()).isEqualTo(200);
    }
  }

  private static SmppClient client(
      SmppServer server, SessionSettings settings, SmppHandler.Factory talkers) throws Exception {
    server.start();
    var to = ClientSettings.usual("client", "127.0.0.1", server.port(), Sessions.BIND);
    var client = new SmppClient(to.withSession(settings), talkers);
    client.start();
    return client;
  }

  /// Says as much as it may, and repeats to each request how much it heard.
  private static final class Talker implements SmppHandler {
    private static final Pdu.DataSm REQUEST =
        new Pdu.DataSm(
            "",
            SmppAddress.NONE,
            SmppAddress.NONE,
            0,
            0,
            4,
            Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, LARGE));

    private final SmppSession session;
    private final CountDownLatch done;
    private final AtomicInteger heard;
    private int left = TOTAL;

    Talker(SmppSession session, CountDownLatch done, AtomicInteger heard) {
      this.session = session;
      this.done = done;
      this.heard = heard;
      onRoom();
    }

    @Override
    public void onRoom() {
      while (left > 0 && session.offer(REQUEST, left)) {
        left--;
      }
    }

    @Override
    public void onAnswers(List<Answer> answers) {
      for (Answer answer : answers) {
        if (answer instanceof Answer.Responded(_, Pdu.DataSmResp resp) && resp.status() == 0) {
          done.countDown();
        }
      }
      onRoom();
    }

    @Override
    public void onRequests(List<Incoming> requests) {
      for (Incoming request : requests) {
        if (request.pdu().equals(REQUEST)) {
          heard.incrementAndGet();
        }
        session.respond(request, new Pdu.DataSmResp(0, "id", Tlvs.NONE));
      }
    }

    @Override
    public void onClosed(SessionEnd end) {}
  }
}
