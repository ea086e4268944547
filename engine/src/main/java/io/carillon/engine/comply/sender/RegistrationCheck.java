package io.carillon.engine.comply.sender;

import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Figure;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Reaction;
import io.carillon.engine.sender.Arranged;
import io.carillon.engine.sender.CountryRules;
import io.carillon.engine.sender.Nature;
import io.carillon.engine.sender.Natures;
import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Sender;
import io.carillon.model.port.Meters;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Asks whether the sender may write to the recipient's country: by the rules for names and short
/// codes there, and by the registrations that numbers need.
///
/// A sender that is registered everywhere always may, and what goes to the sandbox is not asked.
public final class RegistrationCheck implements Check {
  private static final Set<String> TOLL_FREE = Set.of("US", "CA");

  private final CountryRules rules;
  private final Arranged arranged;
  private final Policy<SenderPolicy> policy;
  private final Natures natures = new Natures();
  private final Map<Rule, Figure> found = new EnumMap<>(Rule.class);

  /// @param policy what accounts have set
  public RegistrationCheck(
      CountryRules rules, Arranged arranged, Policy<SenderPolicy> policy, Meters meters) {
    this.rules = rules;
    this.arranged = arranged;
    this.policy = policy;
    for (var rule : Rule.values()) {
      found.put(rule, new Figure(meters, "senders.found", rule.word()));
    }
  }

  /// What may stand against a sender.
  private enum Rule {
    NAME_FORBIDDEN(Fault.SENDER_NOT_ALLOWED),
    NAME_UNREGISTERED(Fault.SENDER_NOT_REGISTERED),
    SHORT_CODE_ABROAD(Fault.SENDER_NOT_ALLOWED),
    TOLL_FREE_UNVERIFIED(Fault.SENDER_UNVERIFIED),
    CAMPAIGN_MISSING(Fault.CAMPAIGN_MISSING);

    private final Fault fault;

    Rule(Fault fault) {
      this.fault = fault;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What stands against one.
  private record Finding(Rule rule, Reaction reaction, String why) {}

  @Override
  public Checkpoint point() {
    return Checkpoint.REGISTRATION;
  }

  @Override
  public Verdict of(Case asked) {
    var channel = asked.parties().channel();
    boolean concerned = channel == Channel.SMS || channel == Channel.MMS;
    if (!asked.use().live() || !concerned) {
      return Verdict.PASSED;
    }
    var sender = Arranged.sender(asked.directory(), asked.account(), asked.parties().from());
    return sender.isEmpty() || sender.get().everywhere()
        ? Verdict.PASSED
        : finding(asked, sender.get()).map(this::verdict).orElse(Verdict.PASSED);
  }

  private Verdict verdict(Finding finding) {
    Objects.requireNonNull(found.get(finding.rule())).add(finding.reaction());
    return switch (finding.reaction()) {
      case OFF -> Verdict.PASSED;
      case MARK -> new Verdict.Marked(finding.why());
      case REFUSE -> new Verdict.Refused(Refusal.of(finding.rule().fault, "from", finding.why()));
    };
  }

  private Optional<Finding> finding(Case asked, Sender sender) {
    var set = policy.of(asked.directory(), asked.account());
    var nature = natures.of(sender);
    return switch (nature.kind()) {
      case ALPHANUMERIC -> name(asked, sender, set);
      case SHORT_CODE -> shortCode(asked, nature, set);
      case TOLL_FREE -> tollFree(asked, sender, nature, set);
      case LOCAL, MOBILE -> campaign(asked, sender, nature, set);
    };
  }

  private Optional<Finding> name(Case asked, Sender sender, SenderPolicy set) {
    var country = asked.country();
    return switch (set.names(country, rules.of(country))) {
      case ALLOWED -> Optional.empty();
      case REGISTERED ->
          isApproved(asked, sender, country)
              ? Optional.empty()
              : Optional.of(
                  new Finding(
                      Rule.NAME_UNREGISTERED,
                      set.names(),
                      ("A name has to be registered in %s before it writes there; this one has no"
                              + " approved registration. Have it registered, or use a number.")
                          .formatted(country)));
      case FORBIDDEN ->
          Optional.of(
              new Finding(
                  Rule.NAME_FORBIDDEN,
                  set.names(),
                  "Names may not write to %s; use a number.".formatted(country)));
    };
  }

  private static Optional<Finding> shortCode(Case asked, Nature nature, SenderPolicy set) {
    boolean home =
        nature.callingCode().isEmpty()
            || asked.parties().to().value().startsWith("+" + nature.callingCode());
    return home
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Rule.SHORT_CODE_ABROAD,
                set.names(),
                "A short code of country code %s reaches nobody elsewhere; use a number."
                    .formatted(nature.callingCode())));
  }

  private Optional<Finding> tollFree(Case asked, Sender sender, Nature nature, SenderPolicy set) {
    boolean asksForIt = nature.callingCode().equals("1") && TOLL_FREE.contains(asked.country());
    return !asksForIt || isApproved(asked, sender, "US")
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Rule.TOLL_FREE_UNVERIFIED,
                set.tollFree(),
                "The toll-free number is not verified: it needs an approved registration in US."));
  }

  private Optional<Finding> campaign(Case asked, Sender sender, Nature nature, SenderPolicy set) {
    boolean asksForIt = nature.isTenDigit() && asked.country().equals("US");
    var address = sender.address().value();
    return !asksForIt || arranged.campaign(asked.directory(), asked.account(), address).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Rule.CAMPAIGN_MISSING,
                set.campaigns(),
                "Carriers of the United States take this number's messages only for a campaign:"
                    + " it is assigned to none that is active."));
  }

  private boolean isApproved(Case asked, Sender sender, String country) {
    return arranged.isApproved(
        asked.directory(), asked.account(), sender.address().value(), country, asked.at());
  }
}
