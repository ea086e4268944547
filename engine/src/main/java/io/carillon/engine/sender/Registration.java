package io.carillon.engine.sender;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A sender's registration in one country, as an account keeps it: a resource whose name is the
/// sender's address.
public record Registration(Resource resource) {
  /// How many documents show what one says.
  public static final int EVIDENCE_MAX = 10;

  /// How many characters a document's kind and its reference may have.
  public static final int KIND_MAX = 32;

  public static final int REFERENCE_MAX = 300;

  /// How many characters a reason may have.
  public static final int REASON_MAX = 400;

  private static final String COUNTRY = "country";
  private static final String STATE = "state";
  private static final String REASON = "reason";
  private static final String EXPIRES = "expires";
  private static final String EVIDENCE = "evidence";

  /// A document that shows what a registration says.
  ///
  /// @param kind what it is, for instance `letter-of-authorization`
  /// @param reference where it lies: a URL, a file number
  public record Evidence(String kind, String reference) {
    private String line() {
      return kind + " " + reference;
    }

    private static Evidence of(String line) {
      int at = line.indexOf(' ');
      return new Evidence(line.substring(0, at), line.substring(at + 1));
    }
  }

  /// What a registration says.
  ///
  /// @param reason why it was refused or revoked; empty = none
  /// @param expires when it ends by itself; empty = it does not
  public record Terms(
      RegistrationState state, List<Evidence> evidence, String reason, Optional<Instant> expires) {
    public Terms {
      evidence = List.copyOf(evidence);
    }

    /// One that is being written.
    public static final Terms DRAFT =
        new Terms(RegistrationState.DRAFT, List.of(), "", Optional.empty());
  }

  /// A new one.
  ///
  /// @param sender its address
  /// @param country ISO 3166-1 alpha-2
  public static Registration of(
      Id id, AccountId account, String sender, String country, Terms terms, Instant now) {
    return new Registration(
        new Resource(
            id, account, Resource.Kind.REGISTRATION, sender, facts(country, terms), now, now));
  }

  /// The same with other terms.
  public Registration with(Terms terms, Instant now) {
    return new Registration(resource.with(resource.name(), facts(country(), terms), now));
  }

  private static Map<String, String> facts(String country, Terms terms) {
    var facts = new HashMap<String, String>();
    facts.put(COUNTRY, country);
    facts.put(STATE, terms.state().word());
    facts.put(EVIDENCE, String.join("\n", terms.evidence().stream().map(Evidence::line).toList()));
    facts.put(REASON, terms.reason());
    terms.expires().ifPresent(at -> facts.put(EXPIRES, at.toString()));
    return facts;
  }

  /// All of an account, the oldest first.
  public static List<Registration> of(Directory directory, AccountId account) {
    return directory.resources(account, Resource.Kind.REGISTRATION).stream()
        .map(Registration::new)
        .toList();
  }

  public Id id() {
    return resource.id();
  }

  /// The address of the sender.
  public String sender() {
    return resource.name();
  }

  /// Where, ISO 3166-1 alpha-2.
  public String country() {
    return resource.fact(COUNTRY).orElse("");
  }

  /// What it says.
  public Terms terms() {
    var evidence = new ArrayList<Evidence>();
    resource.lines(EVIDENCE).forEach(line -> evidence.add(Evidence.of(line)));
    return new Terms(
        resource.fact(STATE).flatMap(RegistrationState::of).orElse(RegistrationState.DRAFT),
        evidence,
        resource.fact(REASON).orElse(""),
        resource.fact(EXPIRES).map(Instant::parse));
  }

  /// How far it is at a moment: what was approved expires by itself.
  public RegistrationState state(Instant now) {
    var terms = terms();
    boolean over = terms.expires().filter(at -> !at.isAfter(now)).isPresent();
    return terms.state() == RegistrationState.APPROVED && over
        ? RegistrationState.EXPIRED
        : terms.state();
  }
}
