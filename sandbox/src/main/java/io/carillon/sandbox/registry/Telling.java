package io.carillon.sandbox.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells those who want to hear of it that a filing has been looked at: once, without a signature,
/// as TCR does. Who missed it may ask.
final class Telling implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int CATEGORIES_MAX = 10;

  private final Duration pause;
  private final Map<String, String> endpoints = new ConcurrentHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();

  /// @param pause from a filing to its notice
  Telling(Duration pause) {
    this.pause = pause;
  }

  /// Tells events of a category there from now on; tells whether it will.
  boolean subscribe(String category, String url) {
    boolean fits =
        !category.isEmpty() && url.startsWith("http") && endpoints.size() < CATEGORIES_MAX;
    if (fits) {
      endpoints.put(category, url);
    }
    return fits;
  }

  /// A filing was handed in, or changed.
  void follow(ObjectNode said) {
    boolean campaign = said.has("campaignId");
    var url = endpoints.get(campaign ? "CAMPAIGN" : "BRAND");
    if (url != null) {
      var notice =
          JsonNodeFactory.instance
              .objectNode()
              .put("cspId", "SANDBOX")
              .put("eventType", campaign ? operation(said) : "BRAND_SCORE_UPDATE")
              .put("brandId", said.path("brandId").asText());
      if (campaign) {
        notice.put("campaignId", said.path("campaignId").asText());
      }
      Thread.ofVirtual().name("registry notice").start(() -> tell(url, notice.toString()));
    }
  }

  private static String operation(ObjectNode said) {
    return switch (Judged.campaign(said)) {
      case APPROVED, ASKED -> "MNO_CAMPAIGN_OPERATION_APPROVED";
      case REJECTED -> "MNO_CAMPAIGN_OPERATION_REJECTED";
      case SUSPENDED -> "MNO_CAMPAIGN_OPERATION_SUSPENDED";
    };
  }

  private void tell(String url, String notice) {
    LockSupport.parkNanos(pause.toNanos());
    try {
      var request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(LIMIT)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(notice))
              .build();
      var status = client.send(request, BodyHandlers.discarding()).statusCode();
      LOG.debug("a notice of the registry that we play was answered {}", status);
    } catch (IOException | IllegalArgumentException e) {
      LOG.info("a notice of the registry that we play was not taken: {}", e.getClass().getName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
