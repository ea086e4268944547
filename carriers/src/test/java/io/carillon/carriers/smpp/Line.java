package io.carillon.carriers.smpp;

import io.carillon.carriers.smpp.SmppSettings.Binding;
import io.carillon.carriers.smpp.SmppSettings.Endpoint;
import io.carillon.carriers.smpp.SmppSettings.Forms;
import io.carillon.carriers.smpp.SmppSettings.IdMode;
import io.carillon.carriers.smpp.SmppSettings.ReceiptForms;
import io.carillon.model.Message;
import io.carillon.model.Report;
import io.carillon.model.Secret;
import io.carillon.model.port.Carrier.Answer;
import io.carillon.model.port.Reports;
import io.carillon.testkit.MemoryMeters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A carrier that was started, and all it said.
final class Line implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;
  private static final Duration LONG = Duration.ofSeconds(20);

  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> rooms = new LinkedBlockingQueue<>();
  private final SmppCarrier carrier;
  private volatile Reports store = (_, _, _, then) -> then.kept(true);

  private final MemoryMeters meters = new MemoryMeters();

  Line(SmppSettings settings) {
    carrier = new SmppCarrier(settings, meters);
    carrier.start(this::take, () -> rooms.add("room"));
  }

  static SmppSettings settings(int port, int binds, int window) {
    return settings(port, binds, window, LONG);
  }

  static SmppSettings settings(int port, int binds, int window, Duration responseTimeout) {
    return new SmppSettings(
        "acme",
        new Endpoint("127.0.0.1", port),
        new SmppSettings.Login("sandbox", new Secret("sandbox"), "VMS"),
        Binding.transceivers(binds),
        new SmppSettings.Pace(window, LONG, responseTimeout),
        Forms.USUAL.with(new ReceiptForms(IdMode.AS_IS, 0x1403)));
  }

  static SmppSettings settings(int port, Binding binding) {
    var usual = settings(port, 1, 5);
    return new SmppSettings(
        "acme", usual.endpoint(), usual.login(), binding, usual.pace(), usual.forms());
  }

  static SmppSettings settings(int port, Forms forms) {
    var usual = settings(port, 1, 5);
    return new SmppSettings(
        "acme", usual.endpoint(), usual.login(), usual.binding(), usual.pace(), forms);
  }

  static SmppSettings settings(Endpoint endpoint) {
    var usual = settings(endpoint.port(), 1, 5);
    return new SmppSettings(
        "acme", endpoint, usual.login(), usual.binding(), usual.pace(), usual.forms());
  }

  MemoryMeters meters() {
    return meters;
  }

  private void take(String name, String link, List<Report> batch, Reports.Then then) {
    reports.addAll(batch);
    store.take(name, link, batch, then);
  }

  /// From now on reports are kept by this.
  void keptBy(Reports next) {
    store = next;
  }

  SmppCarrier carrier() {
    return carrier;
  }

  /// Waits until so many binds are up.
  Line up(int binds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (carrier.state().up() < binds || carrier.room() == 0) {
      long left = until - System.nanoTime();
      if (left <= 0 || rooms.poll(Math.min(left, 20_000_000L), TimeUnit.NANOSECONDS) == null) {
        if (left <= 0) {
          throw new AssertionError("not bound: " + carrier.state());
        }
      }
    }
    return this;
  }

  void send(Message message, int reference) {
    carrier.send(Drafts.parts(message, reference), answers::addAll);
  }

  Answer answer() throws InterruptedException {
    return present(answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  Report report() throws InterruptedException {
    return present(reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  /// What a person wrote, whatever connection brought it.
  Report.Arrived arrived() throws InterruptedException {
    var arrived = (Report.Arrived) report();
    return arrived.by(arrived.manner().anonymous());
  }

  Report.Receipt receipt() throws InterruptedException {
    return (Report.Receipt) report();
  }

  boolean isSilent() {
    return answers.isEmpty() && reports.isEmpty();
  }

  private static <T> T present(@Nullable T thing) {
    if (thing == null) {
      throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s");
    }
    return thing;
  }

  @Override
  public void close() {
    carrier.close();
  }
}
