package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Happening;
import io.carillon.model.Inbox;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.port.Herald;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A herald whose endpoints are played by the test. For one thread only.
public final class FakeHerald implements Herald {
  private final String dialect;
  private final List<Notice> tried = new ArrayList<>();
  private Optional<Inbox> inbox = Optional.empty();
  private boolean away;
  private Function<Notice, Telling> endpoint = _ -> new Telling.Told(200);

  /// A herald whose endpoints take everything at once.
  public FakeHerald(String dialect) {
    this.dialect = dialect;
  }

  /// Sets what endpoints answer from now on.
  public void endpoint(Function<Notice, Telling> next) {
    endpoint = next;
  }

  /// Sets whether nobody hears at any endpoint.
  public void away(boolean next) {
    away = next;
  }

  @Override
  public boolean hears(String destination) {
    return !away;
  }

  /// Sets where everybody hears what people write to their senders.
  public void inbox(String url) {
    inbox(Inbox.at(url));
  }

  /// Sets where everybody hears what people write to their senders.
  public void inbox(Inbox next) {
    inbox = Optional.of(next);
  }

  /// Its only shape has the dialect's own word.
  @Override
  public List<Shape> shapes() {
    return List.of(new Shape(dialect, "", Naming.POSSIBLE, true));
  }

  @Override
  public Optional<Inbox> inbox(AccountId account, Address sender) {
    return inbox;
  }

  @Override
  public String dialect() {
    return dialect;
  }

  @Override
  public Telling tell(Message message, Notice notice) {
    tried.add(notice);
    return endpoint.apply(notice);
  }

  @Override
  public Tried announce(Happening happening, Notice notice) {
    tried.add(notice);
    return Tried.of(endpoint.apply(notice));
  }

  /// Every try so far, oldest first.
  public List<Notice> tried() {
    return List.copyOf(tried);
  }
}
