package io.carillon.engine.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.sender.Registration.Evidence;
import io.carillon.engine.sender.Registration.Terms;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationTest {
  private static final Instant NOW = Samples.START;
  private static final Instant END = NOW.plus(Duration.ofDays(30));

  private final Arranged arranged = new Arranged();

  private static Registration of(Terms terms) {
    return Registration.of(new Id(1, 2), Samples.ACCOUNT, "Shop", "SG", terms, NOW);
  }

  private static Terms approved() {
    return new Terms(RegistrationState.APPROVED, List.of(), "", Optional.of(END));
  }

  @Test
  void keepsWhatItSays() {
    var evidence = List.of(new Evidence("licence", "https://example.com/a b"));
    var terms =
        new Terms(RegistrationState.REJECTED, evidence, "The name is taken.", Optional.of(END));

    assertThat(of(terms).terms()).isEqualTo(terms);
    assertThat(of(terms).country()).isEqualTo("SG");
    assertThat(of(Terms.DRAFT).with(terms, END).terms()).isEqualTo(terms);
  }

  @Test
  void whatIsApprovedExpiresByItself() {
    assertThat(of(approved()).state(END.minusMillis(1))).isEqualTo(RegistrationState.APPROVED);
    assertThat(of(approved()).state(END)).isEqualTo(RegistrationState.EXPIRED);
  }

  @Test
  void countsForItsSenderInItsCountryUntilItsEnd() {
    var directory =
        new Directory(
            1,
            List.of(Samples.account()),
            List.of(),
            List.of(),
            List.of(of(approved()).resource()));

    assertThat(isApproved(directory, "Shop", "SG", NOW)).isTrue();
    assertThat(isApproved(directory, "Shop", "IN", NOW)).isFalse();
    assertThat(isApproved(directory, "Other", "SG", NOW)).isFalse();
    assertThat(isApproved(directory, "Shop", "SG", END)).isFalse();
    assertThat(isApproved(Directory.EMPTY, "Shop", "SG", NOW)).isFalse();
  }

  private boolean isApproved(Directory directory, String sender, String country, Instant at) {
    return arranged.isApproved(directory, Samples.ACCOUNT, sender, country, at);
  }

  @Test
  void anAccountNeverApprovesItsOwn() {
    for (var state : RegistrationState.values()) {
      assertThat(state.byAccount())
          .doesNotContain(RegistrationState.APPROVED, RegistrationState.PENDING);
      assertThat(state.byOperator()).doesNotContain(state);
      assertThat(RegistrationState.of(state.word())).contains(state);
    }
  }
}
