package io.carillon.engine.consent;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ClearanceTest {
  private static final Id POOL = new Id(3, 4);
  private final AtomicReference<Directory> directory = new AtomicReference<>(Directory.EMPTY);
  private final Clearance clearance = new Clearance(directory::get, ConsentPolicy.policy());

  private static Directory with(Id pool, Map<String, String> facts) {
    var resource = new Resource(pool, ACCOUNT, Resource.Kind.POOL, "shop", facts, START, START);
    return new Directory(1, List.of(), List.of(), List.of(), List.of(resource));
  }

  @Test
  void asksForTheAccountTheSenderAndItsPools() {
    var message = new Samples(1).message();
    var sender = message.parties().from();
    directory.set(with(POOL, Map.of("senders", "+1999\n" + sender.value())));

    assertThat(clearance.guards(message))
        .containsExactly(
            new Guard.NotStopped(
                message.id(),
                ACCOUNT,
                message.parties().to(),
                List.of(Reach.ACCOUNT, Reach.of(sender), Reach.ofPool(POOL))));
  }

  @Test
  void knowsAtOnceWhichPoolASenderJoined() {
    var sender = Address.phone("+14155550100");

    assertThat(clearance.reaches(ACCOUNT, sender)).hasSize(2);
    directory.set(with(POOL, Map.of("senders", "", "senders.2", sender.value())));
    assertThat(clearance.reaches(ACCOUNT, sender)).hasSize(3);
    directory.set(with(POOL, Map.of("senders", "+141555501000")));
    assertThat(clearance.reaches(ACCOUNT, sender)).hasSize(2);
  }

  @Test
  void asksNothingOfWhatGoesNowhere() {
    var message = new Samples(1).message();

    assertThat(clearance.guards(message.with(message.state().raised(Status.FAILED, START))))
        .isEmpty();
    assertThat(Clearance.NONE.guards(message)).isEmpty();
  }
}
