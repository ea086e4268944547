package io.carillon.app.run;

import io.carillon.model.port.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.function.LongSupplier;

/// Figures for Prometheus: every name begins with `carillon_`, and what it means stands in
/// `metrics.properties`. A figure that is not described there is an `IllegalArgumentException`.
public final class PrometheusMeters implements Meters, AutoCloseable {
  private static final Properties MEANINGS = meanings();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();

  private static Properties meanings() {
    var meanings = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(
                PrometheusMeters.class.getResourceAsStream("/metrics.properties")),
            StandardCharsets.UTF_8)) {
      meanings.load(in);
      return meanings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String meaning(String name) {
    var meaning = MEANINGS.getProperty(name);
    if (meaning == null) {
      throw new IllegalArgumentException("metrics.properties does not say what " + name + " is");
    }
    return meaning;
  }

  public PrometheusMeters() {
    gc.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  @Override
  public Count count(String name, String... labels) {
    var counter =
        Counter.builder("carillon." + name)
            .description(meaning(name))
            .tags(labels)
            .register(registry);
    return counter::increment;
  }

  @Override
  public void gauge(String name, LongSupplier value, String... labels) {
    var old = registry.find("carillon." + name).tags(labels).gauge();
    if (old != null) {
      registry.remove(old);
    }
    Gauge.builder("carillon." + name, value, LongSupplier::getAsLong)
        .description(meaning(name))
        .strongReference(true)
        .tags(labels)
        .register(registry);
  }

  @Override
  public void forget(String label, String value) {
    Search.in(registry)
        .name(name -> name.startsWith("carillon."))
        .tag(label, value)
        .meters()
        .forEach(registry::remove);
  }

  @Override
  public Timing timing(String name, String... labels) {
    var timer =
        Timer.builder("carillon." + name)
            .description(meaning(name))
            .publishPercentiles(0.5, 0.99, 0.999)
            .tags(labels)
            .register(registry);
    return timer::record;
  }

  /// The figures in Prometheus' text format.
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
