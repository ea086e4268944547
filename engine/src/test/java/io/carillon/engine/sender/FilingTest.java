package io.carillon.engine.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.sender.Filing.Standing;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Secret;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FilingTest {
  private static final Map<String, String> SAID =
      Map.of("use_case", "mixed", "samples.0", "one", "samples.1", "two", "age_gated", "true");

  private final Filing filing =
      Filing.of(
          new Id(1, 2),
          Samples.ACCOUNT,
          FilingKind.CAMPAIGN,
          Optional.of(new Id(1, 1)),
          SAID,
          Samples.START);

  @Test
  void keepsWhatItSaysAndHowItStands() {
    var standing = new Standing(FilingState.ACTIVE, "CX1", "none", OptionalInt.of(80), "C");
    var next = filing.standing(standing, Samples.START);

    assertThat(next.standing()).isEqualTo(standing);
    assertThat(next.lines("samples")).containsExactly("one", "two");
    assertThat(next.line("use_case")).contains("mixed");
    assertThat(next.brand()).contains(new Id(1, 1));
    assertThat(filing.standing()).isEqualTo(Standing.DRAFT);
  }

  @Test
  void whatIsSaidAnewReplacesWhatWasSaidAndNothingElse() {
    var next = filing.saying(Map.of("samples.0", "three", "age_gated", ""), Samples.START);

    assertThat(next.lines("samples")).containsExactly("three");
    assertThat(next.line("age_gated")).isEmpty();
    assertThat(next.line("use_case")).contains("mixed");
    assertThat(next.standing()).isEqualTo(Standing.DRAFT);
  }

  @Test
  void accountsBelowFindItAndOthersDoNot() {
    var child = account(7, Optional.of(Samples.ACCOUNT));
    var stranger = account(8, Optional.empty());
    var directory =
        new Directory(
            1,
            List.of(Samples.account(), child, stranger),
            List.of(),
            List.of(),
            List.of(filing.resource()));

    assertThat(Filing.findUp(directory, child.id(), FilingKind.CAMPAIGN, filing.id()))
        .contains(filing);
    assertThat(Filing.findUp(directory, stranger.id(), FilingKind.CAMPAIGN, filing.id())).isEmpty();
    assertThat(Filing.find(directory, child.id(), FilingKind.CAMPAIGN, filing.id())).isEmpty();
  }

  private static Account account(long number, Optional<AccountId> parent) {
    return new Account(
        new AccountId(new Id(number, number)),
        "Another",
        Account.Standing.ACTIVE,
        Samples.START,
        new Secret("t"),
        new Secret("s"),
        parent);
  }

  @Test
  void anAccountMakesNothingActiveItself() {
    for (var state : FilingState.values()) {
      assertThat(state.byAccount()).doesNotContain(FilingState.ACTIVE, FilingState.PENDING);
      assertThat(FilingState.of(state.word())).contains(state);
    }
  }
}
