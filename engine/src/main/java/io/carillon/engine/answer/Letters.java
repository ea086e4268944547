package io.carillon.engine.answer;

import io.carillon.model.Fault;
import io.carillon.model.Letter;
import io.carillon.model.Message;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Mail;
import io.carillon.model.port.Mail.Handing;
import io.carillon.model.port.Meters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands the e-mails of answers to the mail relay, in their order.
///
/// A letter that the relay has is not handed over once more while this process lives, though its
/// answer is asked for again; after a crash it may be, under the same name.
final class Letters {
  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
  private static final int REMEMBERED = 10_000;

  private final Mail mail;
  private final Meters.Count given;
  private final Meters.Count delayed;
  private final Meters.Count refused;
  private final Meters.Count unsent;
  private final Set<String> done =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  Letters(Mail mail, Meters meters) {
    this.mail = mail;
    given = meters.count("notices.letters", "outcome", "given");
    delayed = meters.count("notices.letters", "outcome", "delayed");
    refused = meters.count("notices.letters", "outcome", "refused");
    unsent = meters.count("notices.letters", "outcome", "no_relay");
  }

  /// What came of letters.
  ///
  /// @param later why what is left of them has to wait; empty = nothing is left
  record Handed(List<Finding> findings, Optional<String> later) {}

  /// Hands over those that an answer asks for; blocks for at most a minute each.
  ///
  /// @param told what the notice spoke of
  Handed hand(Message told, List<Letter> letters) throws InterruptedException {
    var findings = new ArrayList<Finding>();
    int most = Math.min(letters.size(), Answering.REPLIES_MAX);
    for (int i = 0; i < most; i++) {
      var name = told.id().value().hex() + "." + (i + 1);
      int number = i + 1;
      switch (done.contains(name) ? new Handing.Given() : mail.hand(letters.get(i), name)) {
        case Handing.Given() -> {
          given.add(done.add(name) ? 1 : 0);
          findings.add(new Finding("", "e-mail " + number + " of the answer is at the relay"));
        }
        case Handing.Refused(var why) -> {
          refused.add(1);
          LOG.info("an e-mail that an endpoint asked for was refused: {}", why);
          var words = "e-mail " + number + " of the answer was refused: " + why;
          findings.add(new Finding(Fault.REJECTED.word(), words));
        }
        case Handing.Later(var why) -> {
          delayed.add(1);
          return new Handed(findings, Optional.of(why));
        }
        case Handing.Nobody() -> {
          unsent.add(most - i);
          findings.add(
              new Finding(Fault.CONTENT_UNSUPPORTED.word(), "<Email>: there is no mail carrier"));
          return new Handed(findings, Optional.empty());
        }
      }
    }
    return new Handed(findings, Optional.empty());
  }
}
