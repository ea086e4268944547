package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Invitation;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.wire.smpp.Pdu;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connects to clients and asks them for a bind, once each. Who then binds is let in as anybody.
final class Caller {
  private static final Logger LOG = LoggerFactory.getLogger(Caller.class);
  private static final int PATIENCE_MS = 5_000;

  private final ScriptedSmsc smsc;

  Caller(ScriptedSmsc smsc) {
    this.smsc = smsc;
  }

  /// Begins the calls of a script; they end with it.
  void play(Play play) {
    play.script().outbind().forEach(invitation -> callLater(invitation, play));
  }

  /// Calls when its time has come, if that script is still in force.
  void callLater(Invitation invitation, Play play) {
    smsc.alarm()
        .after(
            invitation.after().toNanos(),
            () -> {
              if (smsc.play() == play) {
                callAside(invitation);
              }
            });
  }

  private void callAside(Invitation invitation) {
    Thread.ofVirtual()
        .name("smsc-outbind")
        .start(() -> {
          try {
            call(invitation);
          } catch (IOException e) {
            LOG.warn("no outbind to {}: {}", invitation, e.getMessage());
          }
        });
  }

  /// Connects, five seconds at most, and sends the outbind.
  ///
  /// @throws IOException where nobody answers there, or there are too many connections
  void call(Invitation invitation) throws IOException {
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(invitation.host(), invitation.port()), PATIENCE_MS);
      var bind = new Bind(smsc, socket);
      bind.invite(new Pdu.Outbind(invitation.systemId(), invitation.password()));
      if (!smsc.enrol(bind)) {
        throw new IOException("there are too many connections");
      }
      smsc.counters().add(Count.OUTBINDS);
    } catch (IOException e) {
      smsc.counters().add(Count.OUTBINDS_FAILED);
      socket.close();
      throw e;
    }
  }
}
