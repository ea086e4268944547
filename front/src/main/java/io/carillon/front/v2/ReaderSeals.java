package io.carillon.front.v2;

import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Sealer;
import io.carillon.model.port.Tasks;
import io.carillon.wire.jose.Unfit;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals what messages say as compact JWE: a text as the text itself (`cty` is `text/plain`), all
/// else as the native API's object `content` (`cty` is `json`).
public final class ReaderSeals implements Sealer {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderSeals.class);

  /// Of so many keys envelopes are kept ready, about 50 kB each.
  private static final int KEYS_MAX = 1_000;

  private final Tasks tasks;
  private final Clock clock;
  private final ConcurrentHashMap<Id, Stocked> stocks = new ConcurrentHashMap<>();

  public ReaderSeals(Tasks tasks, Clock clock) {
    this.tasks = tasks;
    this.clock = clock;
  }

  /// @param stock empty where the key cannot be read
  private record Stocked(Resource key, Optional<EnvelopeStock> stock) {}

  @Override
  public Optional<Content.Sealed> seal(Resource key, Content content) {
    return stock(key).map(stock -> new Content.Sealed(sealed(stock, content)));
  }

  private static String sealed(EnvelopeStock stock, Content content) {
    return switch (content) {
      case Content.Text(var body) -> text(stock, body);
      case Content.Flash(var body) -> text(stock, body);
      case Content.Binary _,
          Content.Media _,
          Content.Location _,
          Content.Template _,
          Content.Choices _,
          Content.Cards _,
          Content.Contact _,
          Content.File _,
          Content.Shredded _,
          Content.Sealed _ ->
          stock.seal("json", V2Contents.octets(content));
    };
  }

  private static String text(EnvelopeStock stock, String body) {
    return stock.seal("text/plain", body.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<EnvelopeStock> stock(Resource key) {
    var known = stocks.get(key.id());
    if (known == null || !known.key().facts().equals(key.facts())) {
      if (stocks.size() >= KEYS_MAX) {
        stocks.clear();
      }
      known = new Stocked(key, made(key));
      stocks.put(key.id(), known);
    }
    return known.stock();
  }

  private Optional<EnvelopeStock> made(Resource key) {
    try {
      return Optional.of(new EnvelopeStock(ReaderKeys.of(key), tasks, clock));
    } catch (Unfit e) {
      LOG.error("the reader key of account {} is damaged: it {}", key.account(), e.why());
      return Optional.empty();
    }
  }
}
