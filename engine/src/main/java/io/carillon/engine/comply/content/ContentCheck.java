package io.carillon.engine.comply.content;

import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Figure;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Reaction;
import io.carillon.model.Fault;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Asks whether what a message says may go: the classifier, then the rules that the account has
/// set, in the order of [Rule]. All of them speak; the first that refuses is what the caller is
/// told.
///
/// What it finds it tells by rule and figures, never by words of the message.
public final class ContentCheck implements Check {
  private final SpamModel model;
  private final Policy<ContentPolicy> policy;
  private final Clock clock;
  private final Bursts bursts = new Bursts();
  private final Map<Rule, Figure> found = new EnumMap<>(Rule.class);

  /// @param policy what accounts have set
  public ContentCheck(SpamModel model, Policy<ContentPolicy> policy, Clock clock, Meters meters) {
    this.model = model;
    this.policy = policy;
    this.clock = clock;
    for (var rule : Rule.values()) {
      found.put(rule, new Figure(meters, "content.found", rule.word()));
    }
  }

  /// What may object to a text.
  enum Rule {
    SPAM,
    SHORTENER,
    LOOKALIKE,
    FORBIDDEN,
    BURST;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// An objection.
  private record Finding(Rule rule, Reaction reaction, String why) {}

  @Override
  public Checkpoint point() {
    return Checkpoint.WORDS;
  }

  @Override
  public Verdict of(Case asked) {
    var text = Spoken.of(asked.content());
    if (text.isBlank()) {
      return Verdict.PASSED;
    }
    var findings = findings(asked, policy.of(asked.directory(), asked.account()), text);
    if (findings.isEmpty()) {
      return Verdict.PASSED;
    }
    findings.forEach(this::count);
    var said = findings.stream().map(Finding::why).collect(Collectors.joining("; "));
    return findings.stream().anyMatch(finding -> finding.reaction() == Reaction.REFUSE)
        ? new Verdict.Refused(Refusal.of(Fault.SPAM, "text", said(said)))
        : new Verdict.Marked(said);
  }

  private void count(Finding finding) {
    Objects.requireNonNull(found.get(finding.rule())).add(finding.reaction());
  }

  private static String said(String why) {
    return "Refused for what it says: " + why + ".";
  }

  private List<Finding> findings(Case asked, ContentPolicy set, String text) {
    var findings = new ArrayList<Finding>(0);
    spam(asked.use().purpose(), set.spam(), model.read(text), findings);
    if (set.looksAtLinks()) {
      links(set, Links.hosts(text), findings);
    }
    if (set.looksAtWords()) {
      var phrases = Phrases.of(text);
      forbidden(set.forbidden(), phrases, findings);
      burst(asked, set.burst(), phrases, findings);
    }
    return findings;
  }

  private static void spam(
      Purpose purpose, ContentPolicy.Spam set, SpamModel.Reading reading, List<Finding> findings) {
    double probability = reading.probability();
    boolean refuses = purpose == Purpose.PROMOTIONAL && probability > set.refuseAbove();
    if (refuses || probability > set.markAbove()) {
      findings.add(
          new Finding(
              Rule.SPAM,
              refuses ? Reaction.REFUSE : Reaction.MARK,
              String.format(
                  Locale.ROOT,
                  "like spam with probability %.3f, above %s (words %+.1f, runs of characters"
                      + " %+.1f, shape %+.1f)",
                  probability,
                  refuses ? set.refuseAbove() : set.markAbove(),
                  reading.words(),
                  reading.runs(),
                  reading.shape())));
    }
  }

  private static void links(ContentPolicy set, List<String> hosts, List<Finding> findings) {
    if (set.shorteners() != Reaction.OFF && Shorteners.among(hosts)) {
      findings.add(
          new Finding(Rule.SHORTENER, set.shorteners(), "it links through a public URL shortener"));
    }
    if (set.lookalikes().reaction() != Reaction.OFF) {
      Lookalikes.among(hosts, set.lookalikes().brands())
          .map(brand -> "a link looks like " + (brand.isEmpty() ? "another host" : brand))
          .map(why -> new Finding(Rule.LOOKALIKE, set.lookalikes().reaction(), why))
          .ifPresent(findings::add);
    }
  }

  private static void forbidden(
      ContentPolicy.Forbidden set, Phrases phrases, List<Finding> findings) {
    if (set.reaction() == Reaction.OFF) {
      return;
    }
    var about =
        Category.of(phrases).stream()
            .filter(set.categories()::contains)
            .map(Category::word)
            .collect(Collectors.joining(", "));
    if (!about.isEmpty()) {
      findings.add(new Finding(Rule.FORBIDDEN, set.reaction(), "it is about " + about));
    }
    if (!set.words().isEmpty() && !phrases.found(set.words(), 1).isEmpty()) {
      findings.add(
          new Finding(Rule.FORBIDDEN, set.reaction(), "a word that the account forbids is in it"));
    }
  }

  private void burst(Case asked, ContentPolicy.Burst set, Phrases phrases, List<Finding> findings) {
    if (set.reaction() == Reaction.OFF) {
      return;
    }
    long window = set.within().toNanos();
    int count = bursts.add(asked.account(), phrases.fingerprint(), clock.ticks(), window);
    if (count > set.count()) {
      findings.add(
          new Finding(
              Rule.BURST,
              set.reaction(),
              "nearly the same text "
                  + count
                  + " times within "
                  + set.within().toSeconds()
                  + " s"));
    }
  }
}
