package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.text.Octets;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SmppSessionTest {
  private static final Duration SOON = Duration.ofMillis(60);

  @Test
  void answersComeOutOfOrderToTheirAttachments() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      for (int i = 0; i < 3; i++) {
        assertThat(recorder.session().offer(Sessions.deliver("n" + i), "a" + i)).isTrue();
      }
      var first = peer.next();
      var second = peer.next();
      var third = peer.next();
      peer.send(third.sequence(), Pdu.DeliverSmResp.OK);
      peer.send(first.sequence(), Sessions.deliver("").refuse(CommandStatus.RX_T_APPN));
      peer.send(second.sequence(), new Pdu.GenericNack(CommandStatus.RSYSERR));

      assertThat(recorder.answers(3))
          .containsExactly(
              new Answer.Responded("a2", Pdu.DeliverSmResp.OK),
              new Answer.Responded(
                  "a0", new Pdu.DeliverSmResp(CommandStatus.RX_T_APPN, "", Tlvs.NONE)),
              new Answer.Responded("a1", new Pdu.GenericNack(CommandStatus.RSYSERR)));
      assertThat(recorder.session().inFlight()).isZero();
    }
  }

  @Test
  void theWindowBoundsWhatIsUnanswered() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT.withWindow(2));
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      SmppSession session = recorder.session();
      assertThat(session.room()).isEqualTo(2);
      assertThat(session.offer(Sessions.deliver("1"), "a")).isTrue();
      assertThat(session.offer(Sessions.deliver("2"), "b")).isTrue();
      assertThat(session.room()).isZero();
      assertThat(session.offer(Sessions.deliver("3"), "c")).isFalse();

      peer.send(peer.next().sequence(), Pdu.DeliverSmResp.OK);

      assertThat(recorder.answer()).isEqualTo(new Answer.Responded("a", Pdu.DeliverSmResp.OK));
      assertThat(recorder.roomNews()).isEqualTo("room");
      assertThat(session.room()).isEqualTo(1);
      assertThat(session.offer(Sessions.deliver("3"), "c")).isTrue();
    }
  }

  @Test
  void whatIsSentTogetherLeavesTogether() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      SmppSession session = sessions.bound().session();
      peer.socket().setSoTimeout((int) SOON.toMillis());
      session.together(() -> {
        session.offer(Sessions.deliver("1"), "a");
        session.flush();
        assertThatThrownBy(peer::next).isInstanceOf(SocketTimeoutException.class);
        session.offer(Sessions.deliver("2"), "b");
      });
      peer.socket().setSoTimeout(RawPeer.PATIENCE_MS);

      assertThat(peer.next(Pdu.DeliverSm.class)).isEqualTo(Sessions.deliver("1"));
      assertThat(peer.next(Pdu.DeliverSm.class)).isEqualTo(Sessions.deliver("2"));
    }
  }

  @Test
  void anUnansweredRequestTimesOutOnceAndFreesItsSlot() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT.withWindow(1).withResponseTimeout(SOON));
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      recorder.session().offer(Sessions.deliver("1"), "a");
      Decoded.Frame first = peer.next();

      assertThat(recorder.answer()).isEqualTo(new Answer.Unanswered("a", Answer.Cause.TIMED_OUT));
      assertThat(recorder.session().room()).isEqualTo(1);

      peer.send(first.sequence(), Pdu.DeliverSmResp.OK);
      peer.send(9, new Pdu.EnquireLink());
      assertThat(peer.next(Pdu.EnquireLinkResp.class).status()).isZero();
      assertThat(recorder.answersSoFar()).isEmpty();
      assertThat(recorder.session().counts().stray()).isEqualTo(1);
      assertThat(recorder.session().counts().timedOut()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerOfTheWrongKindIsNotAnAnswer() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      recorder.session().offer(Sessions.deliver("1"), "a");
      int sequence = peer.next().sequence();
      peer.send(sequence, Sessions.taken("1"));
      peer.send(sequence, Pdu.DeliverSmResp.OK);

      assertThat(recorder.answer()).isEqualTo(new Answer.Responded("a", Pdu.DeliverSmResp.OK));
      assertThat(recorder.session().counts().stray()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerThatCannotBeReadIsTold() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      recorder.session().offer(Sessions.deliver("1"), "a");
      byte[] answer =
          PduCodec.encode(
              peer.next().sequence(), new Pdu.DeliverSmResp(0, "x".repeat(64), Tlvs.NONE));
      answer[answer.length - 1] = 'x';
      peer.write(answer);

      assertThat(recorder.answer()).isEqualTo(new Answer.Unanswered("a", Answer.Cause.UNREADABLE));
    }
  }

  @Test
  void everyRequestIsAnsweredWhenTheLinkGoes() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      recorder.session().offer(Sessions.deliver("1"), "a");
      recorder.session().offer(Sessions.deliver("2"), "b");
      peer.next();
      peer.next();
      peer.hangUp();

      assertThat(recorder.answers(2))
          .containsExactlyInAnyOrder(
              new Answer.Unanswered("a", Answer.Cause.LINK_LOST),
              new Answer.Unanswered("b", Answer.Cause.LINK_LOST));
      assertThat(recorder.end().reason())
          .isIn(SessionEnd.Reason.PEER_CLOSED, SessionEnd.Reason.LINK_FAILED);
      assertThat(recorder.session().offer(Sessions.deliver("3"), "c")).isFalse();
      assertThat(recorder.session().room()).isZero();
      assertThat(recorder.session().end()).isPresent();
    }
  }

  @Test
  void aHalfClosedConnectionIsClosedWhole() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      peer.socket().shutdownOutput();

      assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.PEER_CLOSED);
      assertThat(peer.isEnded()).isTrue();
    }
  }

  @Test
  void asksASilentPeerAndClosesWhereItStaysSilent() throws Exception {
    try (var sessions =
            new Sessions(
                Sessions.PATIENT
                    .withEnquireIdle(SOON)
                    .withResponseTimeout(Duration.ofMillis(600)));
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      Decoded.Frame first = peer.next();
      assertThat(first.pdu()).isEqualTo(new Pdu.EnquireLink());
      peer.send(first.sequence(), new Pdu.EnquireLinkResp(0));
      assertThat(peer.next(Pdu.EnquireLink.class)).isEqualTo(new Pdu.EnquireLink());

      assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.SILENT);
      assertThat(peer.isEnded()).isTrue();
    }
  }

  @Test
  void stopsReadingWhenTooManyRequestsAreUnanswered() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT.withRequestsInMax(5));
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      for (int i = 0; i < 20; i++) {
        peer.send(10 + i, Sessions.submit("n" + i));
      }
      for (int i = 0; i < 20; i++) {
        Incoming request = recorder.request();
        assertThat(recorder.session().counts().taken()).isLessThanOrEqualTo(i + 5);
        assertThat(recorder.session().respond(request, Sessions.taken("" + i))).isTrue();
        assertThat(peer.next()).isEqualTo(new Decoded.Frame(10 + i, Sessions.taken("" + i)));
      }
      assertThat(recorder.hasRequest()).isFalse();
    }
  }

  @Test
  void aPauseInReadingMakesNoAnswerLate() throws Exception {
    var settings =
        Sessions.PATIENT.withRequestsInMax(1).withResponseTimeout(Duration.ofMillis(400));
    try (var sessions = new Sessions(settings);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      peer.send(2, Sessions.submit("held"));
      Incoming held = recorder.request();
      recorder.session().offer(Sessions.deliver("1"), "a");
      peer.send(peer.next().sequence(), Pdu.DeliverSmResp.OK);
      // The peer's answer lies in the socket for longer than the timeout.
      assertThat(recorder.session().awaitEnd(Duration.ofMillis(700))).isFalse();
      assertThat(recorder.answersSoFar()).isEmpty();

      recorder.session().respond(held, Sessions.taken("1"));

      assertThat(recorder.answer()).isEqualTo(new Answer.Responded("a", Pdu.DeliverSmResp.OK));
    }
  }

  @Test
  void closesWhereThePeerDoesNotReadAndTellsWhatWasNeverSent() throws Exception {
    var settings =
        Sessions.PATIENT
            .withWindow(10_000)
            .withBufferMax(64 * 1024)
            .withResponseTimeout(Duration.ofMillis(500));
    try (var sessions = new Sessions(settings);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      var payload = Octets.of(new byte[60_000]);
      var data =
          new Pdu.DataSm(
              "",
              SmppAddress.NONE,
              SmppAddress.NONE,
              0,
              0,
              4,
              Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, payload));
      assertThat(peer.socket().isConnected()).isTrue();
      int offered = 0;
      while (recorder.session().end().isEmpty()) {
        if (recorder.session().offer(data, "a" + offered)) {
          offered++;
        } else {
          Thread.onSpinWait();
        }
      }
      var answers = recorder.answers(offered);

      assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.WRITE_STALLED);
      assertThat(answers.stream().map(Answer::attachment).distinct()).hasSize(offered);
      assertThat(answers)
          .contains(new Answer.Unanswered("a" + (offered - 1), Answer.Cause.NOT_SENT));
      assertThat(recorder.answersSoFar()).isEmpty();
    }
  }

  @Test
  void unbindsOnceNothingIsOwed() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      SmppSession session = recorder.session();
      session.offer(Sessions.deliver("1"), "a");
      int ours = peer.next().sequence();
      peer.send(5, Sessions.submit("theirs"));
      Incoming theirs = recorder.request();

      session.unbind(Duration.ofSeconds(20));
      assertThat(session.offer(Sessions.deliver("2"), "b")).isFalse();
      peer.send(ours, Pdu.DeliverSmResp.OK);
      assertThat(recorder.answer()).isEqualTo(new Answer.Responded("a", Pdu.DeliverSmResp.OK));
      session.respond(theirs, Sessions.taken("1"));

      assertThat(peer.next()).isEqualTo(new Decoded.Frame(5, Sessions.taken("1")));
      Decoded.Frame unbind = peer.next();
      assertThat(unbind.pdu()).isEqualTo(new Pdu.Unbind());
      peer.send(unbind.sequence(), new Pdu.UnbindResp(0));
      assertThat(peer.isEnded()).isTrue();
      peer.hangUp();
      assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.UNBOUND);
    }
  }

  @Test
  void unbindsAfterItsLimitWhateverIsOwed() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT.withUnbindTimeout(SOON));
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      recorder.session().offer(Sessions.deliver("1"), "a");
      peer.next(Pdu.DeliverSm.class);

      recorder.session().unbind(SOON);

      assertThat(peer.next(Pdu.Unbind.class)).isEqualTo(new Pdu.Unbind());
      assertThat(recorder.answer()).isEqualTo(new Answer.Unanswered("a", Answer.Cause.LINK_LOST));
      assertThat(recorder.end())
          .isEqualTo(
              new SessionEnd(SessionEnd.Reason.UNBOUND, 0, "the peer did not answer unbind"));
    }
  }

  @Test
  void answersAnUnbindOnceNothingIsOwed() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      peer.send(2, Sessions.submit("before"));
      peer.send(3, new Pdu.Unbind());
      Incoming before = recorder.request();
      peer.send(4, Sessions.submit("after"));
      assertThat(peer.next(Pdu.SubmitSmResp.class).status()).isEqualTo(CommandStatus.RINVBNDSTS);

      recorder.session().respond(before, Sessions.taken("1"));

      assertThat(peer.next()).isEqualTo(new Decoded.Frame(2, Sessions.taken("1")));
      assertThat(peer.next()).isEqualTo(new Decoded.Frame(3, new Pdu.UnbindResp(0)));
      peer.hangUp();
      assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.PEER_UNBOUND);
    }
  }

  @Test
  void closesWhereThePeerUnboundButDoesNot() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT.withUnbindTimeout(SOON));
        var peer = RawPeer.connect(sessions.port()).bind()) {
      peer.send(3, new Pdu.Unbind());

      assertThat(peer.next()).isEqualTo(new Decoded.Frame(3, new Pdu.UnbindResp(0)));
      assertThat(peer.isEnded()).isTrue();
      assertThat(sessions.bound().end().reason()).isEqualTo(SessionEnd.Reason.PEER_UNBOUND);
    }
  }

  @Test
  void aRequestIsAnsweredOnce() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder recorder = sessions.bound();
      peer.send(2, Sessions.submit("1"));
      Incoming request = recorder.request();
      assertThatThrownBy(() -> recorder.session().respond(request, Pdu.DeliverSmResp.OK))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> recorder.session().respond(request, Sessions.taken("x".repeat(65))))
          .isInstanceOf(PduEncodeException.class);

      assertThat(recorder.session().respond(request, Sessions.taken("1"))).isTrue();
      assertThat(recorder.session().respond(request, Sessions.taken("2"))).isFalse();
      assertThat(peer.next(Pdu.SubmitSmResp.class).messageId()).isEqualTo("1");
    }
  }

  @Test
  void aRequestIsAnsweredOnItsOwnSession() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var peer = RawPeer.connect(sessions.port()).bind()) {
      Recorder first = sessions.bound();
      peer.send(2, Sessions.submit("1"));
      Incoming request = first.request();
      try (var other = RawPeer.connect(sessions.port()).bind()) {
        assertThat(other.socket().isConnected()).isTrue();
        SmppSession second = sessions.bound().session();
        assertThatThrownBy(() -> second.respond(request, Sessions.taken("1")))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(first.session().respond(request, Sessions.taken("1"))).isTrue();
    }
  }

  @Test
  void refusesToSendWhatThisEndMayNot() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var _ = RawPeer.connect(sessions.port()).bind()) {
      SmppSession session = sessions.bound().session();
      for (Pdu.Request request :
          List.of(Sessions.submit("1"), new Pdu.Unbind(), new Pdu.EnquireLink(), Sessions.BIND)) {
        assertThatThrownBy(() -> session.offer(request, "a"))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(session.inFlight()).isZero();
    }
  }

  @Test
  void aRequestThatCannotBeEncodedTakesNoSlot() throws Exception {
    try (var sessions = new Sessions(Sessions.PATIENT);
        var _ = RawPeer.connect(sessions.port()).bind()) {
      SmppSession session = sessions.bound().session();
      var bad = new Pdu.DataSm("too long", SmppAddress.NONE, SmppAddress.NONE, 0, 0, 0, Tlvs.NONE);

      assertThatThrownBy(() -> session.offer(bad, "a")).isInstanceOf(PduEncodeException.class);
      assertThat(session.inFlight()).isZero();
    }
  }
}
