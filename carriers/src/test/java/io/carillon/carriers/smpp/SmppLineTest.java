package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SessionEnd.Reason;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/// What the log says of binds.
@Timeout(30)
class SmppLineTest {
  private final Logger root = (Logger) LoggerFactory.getLogger("io.carillon");
  private final Lines lines = new Lines();

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      said.add(event.getLevel() + " " + event.getFormattedMessage());
    }

    String next() throws InterruptedException {
      return String.valueOf(said.poll(10, TimeUnit.SECONDS));
    }
  }

  @BeforeEach
  void listen() {
    root.setLevel(Level.INFO);
    root.setAdditive(false);
    lines.start();
    root.addAppender(lines);
  }

  @AfterEach
  void leave() {
    root.detachAppender(lines);
    root.setAdditive(true);
    root.setLevel(null);
  }

  @Test
  void aBindsComingAndGoingAreOneLineEach() throws Exception {
    try (var centre = new RawCentre();
        var line = new Line(Line.settings(centre.port(), 1, 5))) {
      try (var link = centre.acceptBind()) {
        line.up(1);
        assertThat(lines.next()).isEqualTo("INFO carrier acme: bind 1 is up");
        link.hangUp();
        assertThat(lines.next()).startsWith("INFO carrier acme: bind 1 is down: ");
      }
      try (var link = centre.acceptBind()) {
        assertThat(lines.next()).isEqualTo("INFO carrier acme: bind 1 is up");
        link.hangUp();
        assertThat(lines.next()).startsWith("INFO carrier acme: bind 1 is down: ");
      }
      line.carrier().close();
      assertThat(lines.said).isEmpty();
    }
  }

  @Test
  void thatSomeOfSeveralBindsAreMissingIsToldWhenItChanges() throws Exception {
    var standing = new SmppStanding("acme", 2);
    for (int up : new int[] {0, 1, 1, 2, 1, 0, 0, 2}) {
      standing.now(up, false);
    }
    standing.now(0, true);
    new SmppStanding("one", 1).now(1, false);

    assertThat(lines.next()).isEqualTo("INFO carrier acme: coming up: 1 of 2 binds are up");
    assertThat(lines.next()).isEqualTo("INFO carrier acme: up: all 2 binds");
    assertThat(lines.next()).isEqualTo("WARN carrier acme: degraded: 1 of 2 binds are up");
    assertThat(lines.next()).isEqualTo("WARN carrier acme: down: none of 2 binds is up");
    assertThat(lines.next()).isEqualTo("INFO carrier acme: up: all 2 binds");
    assertThat(lines.said).isEmpty();
  }

  @Test
  void thatABindDoesNotComeUpIsSaidOnceForAReason() throws Exception {
    var line = new SmppLine("acme", "2", _ -> fail("no session"));
    var refused = new SessionEnd(Reason.BIND_REFUSED, 0x0D, "ESME_RBINDFAIL (0x0d)");
    var gone = new SessionEnd(Reason.UNREACHABLE, 0, "Connection refused");
    for (var end : List.of(refused, refused, refused, gone, gone)) {
      line.onEnd(end);
    }
    line.onEnd(new SessionEnd(Reason.CLOSED, 0, ""));

    var words = "WARN carrier acme: bind 2 does not come up: ";
    assertThat(lines.next()).isEqualTo(words + "BIND_REFUSED: ESME_RBINDFAIL (0x0d)");
    assertThat(lines.next()).isEqualTo(words + "UNREACHABLE: Connection refused");
    assertThat(lines.said).isEmpty();
  }
}
