package io.carillon.engine.comply.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.sender.Arranged;
import io.carillon.engine.sender.Assignment;
import io.carillon.engine.sender.CountryRules;
import io.carillon.engine.sender.Filing;
import io.carillon.engine.sender.Filing.Standing;
import io.carillon.engine.sender.FilingKind;
import io.carillon.engine.sender.FilingState;
import io.carillon.engine.sender.Registration;
import io.carillon.engine.sender.Registration.Terms;
import io.carillon.engine.sender.RegistrationState;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message.Parties;
import io.carillon.model.Purpose;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationCheckTest {
  private static final Address NAME = new Address(Address.Kind.ALPHANUMERIC, "Shop");
  private static final Address TOLL_FREE = Address.phone("+18005550100");
  private static final Address SHORT_CODE = new Address(Address.Kind.SHORT_CODE, "12345");

  private final Policy<SenderPolicy> policy = SenderPolicy.policy();
  private final RegistrationCheck check =
      new RegistrationCheck(CountryRules.shipped(), new Arranged(), policy, new MemoryMeters());

  private static Sender own(Address address, String code) {
    return new Sender(Samples.ACCOUNT, address, code);
  }

  private static Directory having(Sender sender, Resource... arranged) {
    return new Directory(
        1, List.of(Samples.account()), List.of(), List.of(sender), List.of(arranged));
  }

  private static Resource registered(Address sender, String country, RegistrationState state) {
    var terms = new Terms(state, List.of(), "", Optional.empty());
    return Registration.of(
            new Id(1, 2), Samples.ACCOUNT, sender.value(), country, terms, Samples.START)
        .resource();
  }

  private Verdict to(String number, String country, Address from, Directory directory) {
    return check.of(asked(number, country, from, directory, true));
  }

  private static Case asked(
      String number, String country, Address from, Directory directory, boolean live) {
    return new Case(
        new Parties(Samples.ACCOUNT, Direction.OUTBOUND, Channel.SMS, from, Address.phone(number)),
        country,
        new Content.Text("Hello"),
        new Case.Use(Purpose.TRANSACTIONAL, live),
        directory,
        Samples.START);
  }

  private static Fault fault(Verdict verdict) {
    return verdict instanceof Verdict.Refused(var refusal) ? refusal.fault() : Fault.INTERNAL;
  }

  @Test
  void aNameMayNotWriteWhereNamesAreForbidden() {
    var verdict = to("+14155551234", "US", NAME, having(own(NAME, "")));

    assertThat(fault(verdict)).isEqualTo(Fault.SENDER_NOT_ALLOWED);
    assertThat(to("+4915112345678", "DE", NAME, having(own(NAME, "")))).isEqualTo(Verdict.PASSED);
  }

  @ParameterizedTest
  @CsvSource({"APPROVED, true", "PENDING, false", "REVOKED, false"})
  void aNameHasToBeRegisteredWhereTheCountryAsksForIt(RegistrationState state, boolean passes) {
    var directory = having(own(NAME, ""), registered(NAME, "SG", state));
    var verdict = to("+6581234567", "SG", NAME, directory);

    assertThat(verdict.equals(Verdict.PASSED)).isEqualTo(passes);
    assertThat(passes || fault(verdict) == Fault.SENDER_NOT_REGISTERED).isTrue();
  }

  @Test
  void aTollFreeNumberHasToBeVerifiedForTheUnitedStatesAndCanada() {
    var unverified = having(own(TOLL_FREE, ""));
    var verified =
        having(own(TOLL_FREE, ""), registered(TOLL_FREE, "US", RegistrationState.APPROVED));

    assertThat(fault(to("+14155551234", "US", TOLL_FREE, unverified)))
        .isEqualTo(Fault.SENDER_UNVERIFIED);
    assertThat(fault(to("+14165551234", "CA", TOLL_FREE, unverified)))
        .isEqualTo(Fault.SENDER_UNVERIFIED);
    assertThat(to("+4915112345678", "DE", TOLL_FREE, unverified)).isEqualTo(Verdict.PASSED);
    assertThat(to("+14165551234", "CA", TOLL_FREE, verified)).isEqualTo(Verdict.PASSED);
  }

  private static final Address NUMBER = Address.phone("+14155550100");

  /// A number that is assigned to a campaign of a brand, each standing so.
  private static Directory assigned(FilingState brand, FilingState campaign) {
    var now = Samples.START;
    var account = Samples.ACCOUNT;
    var who = Filing.of(new Id(1, 1), account, FilingKind.BRAND, Optional.empty(), Map.of(), now);
    var what =
        Filing.of(new Id(1, 2), account, FilingKind.CAMPAIGN, Optional.of(who.id()), Map.of(), now);
    return having(
        own(NUMBER, ""),
        who.standing(Standing.DRAFT.in(brand), now).resource(),
        what.standing(Standing.DRAFT.in(campaign), now).resource(),
        Assignment.of(new Id(1, 3), account, NUMBER.value(), what.id(), now).resource());
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, ACTIVE, true",
    "ACTIVE, PENDING, false",
    "ACTIVE, SUSPENDED, false",
    "SUSPENDED, ACTIVE, false",
  })
  void anOrdinaryNumberOfTheUnitedStatesWritesThereForAnActiveCampaign(
      FilingState brand, FilingState campaign, boolean passes) {
    var verdict = to("+14155551234", "US", NUMBER, assigned(brand, campaign));

    assertThat(verdict.equals(Verdict.PASSED)).isEqualTo(passes);
    assertThat(passes || fault(verdict) == Fault.CAMPAIGN_MISSING).isTrue();
  }

  @Test
  void otherNumbersAndOtherCountriesAskForNoCampaign() {
    var canadian = Address.phone("+14165550100");

    assertThat(to("+14155551234", "US", canadian, having(own(canadian, ""))))
        .isEqualTo(Verdict.PASSED);
    assertThat(to("+14165551234", "CA", NUMBER, having(own(NUMBER, "")))).isEqualTo(Verdict.PASSED);
    assertThat(fault(to("+14155551234", "US", NUMBER, having(own(NUMBER, "")))))
        .isEqualTo(Fault.CAMPAIGN_MISSING);
  }

  @Test
  void aShortCodeReachesOnlyItsOwnCountry() {
    assertThat(fault(to("+447911123456", "GB", SHORT_CODE, having(own(SHORT_CODE, "1")))))
        .isEqualTo(Fault.SENDER_NOT_ALLOWED);
    assertThat(to("+14155551234", "US", SHORT_CODE, having(own(SHORT_CODE, "1"))))
        .isEqualTo(Verdict.PASSED);
    assertThat(to("+447911123456", "GB", SHORT_CODE, having(own(SHORT_CODE, ""))))
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void aSenderThatTheOperatorAnswersForMayWriteEverywhere() {
    var answered = having(new Sender(Samples.ACCOUNT, NAME, "57", true));

    assertThat(to("+14155551234", "US", NAME, answered)).isEqualTo(Verdict.PASSED);
  }

  @Test
  void whatGoesToTheSandboxIsNotAsked() {
    var test = asked("+14155551234", "US", NAME, having(own(NAME, "")), false);

    assertThat(check.of(test)).isEqualTo(Verdict.PASSED);
  }

  @Test
  void thePolicyLaysItsCountriesOverTheRulesAndMayOnlyMark() {
    policy.adopt(Map.of("names_allowed", "us", "names_forbidden", "DE", "names", "mark"));
    var directory = having(own(NAME, ""));

    assertThat(to("+14155551234", "US", NAME, directory)).isEqualTo(Verdict.PASSED);
    assertThat(to("+4915112345678", "DE", NAME, directory))
        .isEqualTo(new Verdict.Marked("Names may not write to DE; use a number."));
  }
}
