package io.carillon.engine.notify;

import static io.carillon.testkit.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Endpoint;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnBoundTest {
  private final MemoryStore store = MemoryStore.atOnce();

  private Endpoint set(Map<String, String> facts) throws InterruptedException {
    var start = Samples.START;
    var made = new Resource(new Id(3, 3), ACCOUNT, Resource.Kind.ENDPOINT, "", facts, start, start);
    var enrolled = new Write.Enrolled(new Entry.OfResource(made), Samples.OCCASION);
    store.commits().write(Samples.inside(enrolled));
    return Endpoint.of(made);
  }

  @Test
  void isWhatTheOwnerSetsNow() throws InterruptedException {
    var endpoint = set(Map.of(Endpoint.URL, "https://a.example"));
    var bound = OwnBound.of(endpoint.lane(), () -> store.accounts().directory());
    assertThat(bound.getAsInt()).isEqualTo(Endpoint.CONCURRENCY_MAX);

    set(Map.of(Endpoint.CONCURRENCY, "2"));
    assertThat(bound.getAsInt()).isEqualTo(2);

    set(Map.of());
    assertThat(bound.getAsInt()).isEqualTo(Endpoint.CONCURRENCY_MAX);
  }

  @Test
  void doesNotLookWhereTheLaneIsBeforeNoEndpoint() {
    var lane = ACCOUNT.value().hex() + " https://a.example:443";

    assertThat(
            OwnBound.of(
                    lane,
                    () -> {
                      throw new AssertionError("it looked");
                    })
                .getAsInt())
        .isEqualTo(Endpoint.CONCURRENCY_MAX);
  }
}
