package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Rule;
import io.carillon.sandbox.smsc.script.Script;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// A script in force, with all that it counts: it ends with it. Safe for use by many threads.
final class Play {
  private final Script script;
  private final int revision;
  private final long began = System.nanoTime();
  private final AtomicLongArray fitted;
  private final Tries tries = new Tries();
  private final Bucket throttle = new Bucket();
  private final AtomicLong draws = new AtomicLong();

  /// @param revision counts the scripts, from 1
  Play(Script script, int revision) {
    this.script = script;
    this.revision = revision;
    fitted = new AtomicLongArray(script.rules().size());
  }

  Script script() {
    return script;
  }

  int revision() {
    return revision;
  }

  /// Where a source of randomness begins: another place each time, the same ones for the same seed.
  long seed() {
    long own = script.seed() == 0 ? System.nanoTime() : script.seed();
    return own + draws.getAndIncrement() * 0x9E37_79B9_7F4A_7C15L;
  }

  /// The rule for a recipient.
  Rule rule(String recipient) {
    var rules = script.rules();
    for (int i = 0; i < rules.size(); i++) {
      var match = rules.get(i).match();
      if (match.fits(recipient)
          && (match.every() == 1 || fitted.incrementAndGet(i) % match.every() == 0)) {
        return rules.get(i);
      }
    }
    return script.otherwise();
  }

  /// Whether the centre as a whole takes one more message now.
  boolean passes(long now) {
    return script.throttling().curve().isEmpty() || throttle.passes(rate(now), now);
  }

  /// Messages a second that are taken now; -1 = no limit.
  int rate(long now) {
    return script.throttling().rate(Duration.ofNanos(now - began));
  }

  /// 0 to 100.
  int congestion() {
    return script.throttling().curve().isEmpty() ? 0 : throttle.congestion();
  }

  /// The command_status that a rule wants for this try of a message.
  int status(Rule rule, Pdu.Carrying pdu) {
    var reaction = rule.reaction();
    if (reaction.status() == CommandStatus.ROK || reaction.times() == 0) {
      return reaction.status();
    }
    var key = new Tries.Key(pdu.source(), pdu.destination(), Message.reference(pdu), pdu.payload());
    return tries.isAmong(reaction.times(), key) ? reaction.status() : CommandStatus.ROK;
  }
}
