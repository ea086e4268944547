package io.carillon.carriers.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Secret;
import io.carillon.model.port.Registry.Answer;
import io.carillon.model.port.Registry.Form;
import io.carillon.model.port.Registry.Kind;
import io.carillon.model.port.Registry.State;
import io.carillon.sandbox.registry.SandboxRegistry;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.ClientLimits;
import io.carillon.wire.http.GuardedClient;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client against the registry that we play, over real HTTP.
class RegistryClientTest {
  private static final long DELAY = 1_000;
  private static final Map<String, String> SHOP =
      Map.of(
          "display_name", "Bell Shop",
          "entity_type", "private_profit",
          "country", "US",
          "email", "shop@example.com",
          "company_name", "Bell Shop LLC",
          "tax_id", "121234567");
  private static final Map<String, String> CARE =
      Map.of(
          "use_case", "customer_care",
          "description", "Answers to questions about orders.",
          "samples.0", "Your order is on its way. Reply STOP to end.",
          "message_flow", "Customers tick a box on the order form.",
          "age_gated", "true");

  @TempDir private Path folder;

  private final AtomicLong ticks = new AtomicLong();
  private SandboxRegistry far;
  private GuardedClient http;
  private RegistryClient client;

  @BeforeEach
  void open() throws Exception {
    far = SandboxRegistry.open(folder, DELAY, ticks::get);
    var guard =
        new AddressGuard(List.of(), () -> true, (host, _) -> List.of(InetAddress.getByName(host)));
    http = new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault());
    client = client(SandboxRegistry.SECRET);
  }

  private RegistryClient client(String secret) {
    var settings =
        new RegistrySettings(
            far.url(),
            SandboxRegistry.KEY,
            new Secret(secret),
            Duration.ofSeconds(30),
            Optional.empty());
    return new RegistryClient(http, settings);
  }

  @AfterEach
  void close() {
    http.close();
    far.close();
  }

  private String filed(String reference, Form form) throws Exception {
    var answer = client.file(reference, form);
    assertThat(answer).isInstanceOf(Answer.Stands.class);
    var stands = (Answer.Stands) answer;
    assertThat(stands.state()).isEqualTo(State.PENDING);
    return stands.registryId();
  }

  private static Form brand(String word, String value) {
    var said = new HashMap<>(SHOP);
    said.put(word, value);
    return new Form(Kind.BRAND, "", "", said);
  }

  private static Form campaign(String brand, String description) {
    var said = new HashMap<>(CARE);
    said.put("description", description);
    return new Form(Kind.CAMPAIGN, "", brand, said);
  }

  @Test
  void aBrandIsLookedAtAndThenApprovedWithItsScore() throws Exception {
    var id = filed("one", brand("display_name", "Large Shop"));

    assertThat(id).matches("B[A-Z0-9]{6}");
    assertThat(client.ask(Kind.BRAND, id))
        .isEqualTo(new Answer.Stands(id, State.PENDING, OptionalInt.empty(), "", ""));
    ticks.addAndGet(DELAY);
    assertThat(client.ask(Kind.BRAND, id))
        .isEqualTo(new Answer.Stands(id, State.ACTIVE, OptionalInt.of(90), "", ""));
  }

  @Test
  void whatIsFiledAgainIsTheSameAndWhatIsChangedIsLookedAtAnew() throws Exception {
    var said = new HashMap<>(SHOP);
    said.remove("tax_id");
    var id = filed("one", new Form(Kind.BRAND, "", "", said));
    ticks.addAndGet(DELAY);
    assertThat(client.ask(Kind.BRAND, id))
        .isEqualTo(
            new Answer.Stands(
                id,
                State.REJECTED,
                OptionalInt.empty(),
                "",
                "Company name and tax id are needed; send them."));

    assertThat(filed("one", new Form(Kind.BRAND, "", "", SHOP))).isEqualTo(id);
    assertThat(filed("one", new Form(Kind.BRAND, id, "", SHOP))).isEqualTo(id);
    assertThat(client.ask(Kind.BRAND, id))
        .isEqualTo(new Answer.Stands(id, State.PENDING, OptionalInt.empty(), "", ""));
    ticks.addAndGet(DELAY);

    assertThat(client.ask(Kind.BRAND, id))
        .isEqualTo(new Answer.Stands(id, State.ACTIVE, OptionalInt.of(60), "", ""));
  }

  @Test
  void whatWasFiledStandsAfterARestart() throws Exception {
    var brand = filed("one", brand("display_name", "Large Shop"));
    var campaign = filed("two", campaign(brand, "Answers."));
    far.close();

    far = SandboxRegistry.open(folder, DELAY, ticks::get);
    client = client(SandboxRegistry.SECRET);

    assertThat(client.ask(Kind.BRAND, brand))
        .isEqualTo(new Answer.Stands(brand, State.ACTIVE, OptionalInt.of(90), "", ""));
    assertThat(client.ask(Kind.CAMPAIGN, campaign)).isInstanceOf(Answer.Stands.class);
    assertThat(filed("three", campaign(brand, "More."))).isNotEqualTo(campaign);
  }

  @Test
  void campaignsAreApprovedRejectedOrSuspended() throws Exception {
    var brand = filed("brand", brand("display_name", "Bell"));
    var good = filed("good", campaign(brand, "Answers to questions about orders."));
    var bad = filed("bad", campaign(brand, "Please reject this one."));
    var held = filed("held", campaign(brand, "Please suspend this one."));
    ticks.addAndGet(DELAY);

    assertThat(client.ask(Kind.CAMPAIGN, good))
        .isEqualTo(new Answer.Stands(good, State.ACTIVE, OptionalInt.empty(), "C", ""));
    assertThat(client.ask(Kind.CAMPAIGN, bad))
        .isEqualTo(
            new Answer.Stands(
                bad, State.REJECTED, OptionalInt.empty(), "", "The campaign is refused."));
    assertThat(client.ask(Kind.CAMPAIGN, held))
        .isEqualTo(new Answer.Stands(held, State.SUSPENDED, OptionalInt.empty(), "", ""));
  }

  @Test
  void whatTheRegistryDoesNotTakeIsRefusedInItsWords() throws Exception {
    assertThat(client.file("one", campaign("BNOBODY", "Answers to questions.")))
        .isEqualTo(new Answer.Refused("Invalid parameter brandId"));
    assertThat(client.file("two", new Form(Kind.BRAND, "", "", Map.of("display_name", "Bell"))))
        .isEqualTo(new Answer.Refused("Invalid parameter entityType, country, email"));
  }

  @Test
  void wrongCredentialsAndASilentRegistryAreToBeTriedAgain() throws Exception {
    assertThat(client("wrong").file("one", brand("country", "US")))
        .isEqualTo(new Answer.Unreachable("it answered 401"));

    far.close();

    assertThat(client.ask(Kind.BRAND, "BAAAAAB")).isInstanceOf(Answer.Unreachable.class);
  }
}
