package io.carillon.engine.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Roster;
import io.carillon.engine.filing.Filer.Far;
import io.carillon.engine.sender.Filing;
import io.carillon.engine.sender.Filing.Standing;
import io.carillon.engine.sender.FilingKind;
import io.carillon.engine.sender.FilingState;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.port.Registry;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When the registry is asked.
class FilerTest {
  private static final Id BRAND = new Id(11, 11);

  private final ManualClock clock = new ManualClock();
  private final MemoryStore store = MemoryStore.atOnce();
  private final MemoryMeters meters = new MemoryMeters();
  private final Far far = new Far(new Played(), Duration.ofMinutes(10));
  private final Filer filer =
      new Filer(
          store.accounts(),
          new Roster(store.commits(), store.accounts(), new Inventory(List.of()), clock),
          () -> Optional.of(far),
          clock,
          meters);
  private final List<String> asked = new ArrayList<>();
  private Registry.State state = Registry.State.PENDING;

  /// A registry that takes everything and says of it what the test says.
  private final class Played implements Registry {
    @Override
    public Answer file(String reference, Form form) {
      return stands("B1");
    }

    @Override
    public Answer ask(Kind kind, String registryId) {
      asked.add(registryId);
      return stands(registryId);
    }

    private Answer stands(String id) {
      return new Answer.Stands(id, state, OptionalInt.empty(), "", "");
    }
  }

  @BeforeEach
  void handIn() throws Exception {
    var said = Map.of("entity_type", "private_profit");
    var brand =
        Filing.of(BRAND, Samples.ACCOUNT, FilingKind.BRAND, Optional.empty(), said, clock.now());
    var standing = brand.standing(Standing.DRAFT.in(FilingState.SUBMITTED), clock.now());
    var rows =
        Samples.inside(
            new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION),
            new Write.Enrolled(new Entry.OfResource(standing.resource()), Samples.OCCASION));
    assertThat(store.commits().write(rows)).isEqualTo(new Result.Done());
    filer.round();
    assertThat(kept()).isEqualTo(FilingState.PENDING);
    filer.round();
    asked.clear();
  }

  private FilingState kept() {
    var directory = store.accounts().directory();
    return Filing.find(directory, Samples.ACCOUNT, FilingKind.BRAND, BRAND)
        .orElseThrow()
        .standing()
        .state();
  }

  @Test
  void whatANoticeNamesIsAskedAboutAtOnceAndOnce() throws Exception {
    filer.round();
    assertThat(asked).isEmpty();
    state = Registry.State.ACTIVE;

    filer.told("B1");
    filer.told("B1");
    filer.round();

    assertThat(asked).containsExactly("B1");
    assertThat(kept()).isEqualTo(FilingState.ACTIVE);
    filer.round();
    assertThat(asked).hasSize(1);
    assertThat(meters.counted("registry.told", "about", "known")).isEqualTo(1);
  }

  /// A notice of an earlier event that comes after a later one only has the registry asked again.
  @Test
  void aNoticeThatComesLateChangesNothing() throws Exception {
    state = Registry.State.ACTIVE;
    filer.told("B1");
    filer.round();

    filer.told("B1");
    filer.round();

    assertThat(asked).containsExactly("B1", "B1");
    assertThat(kept()).isEqualTo(FilingState.ACTIVE);
  }

  @Test
  void aNoticeAboutWhatIsNotOursIsCounted() throws Exception {
    filer.told("B2");
    filer.round();

    assertThat(asked).isEmpty();
    assertThat(meters.counted("registry.told", "about", "unknown")).isEqualTo(1);
  }

  @Test
  void withoutANoticeItIsAskedAfterThePause() throws Exception {
    state = Registry.State.ACTIVE;
    clock.advance(Duration.ofMinutes(10));

    filer.round();

    assertThat(asked).containsExactly("B1");
    assertThat(kept()).isEqualTo(FilingState.ACTIVE);
  }
}
