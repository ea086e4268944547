package io.carillon.front.v2;

import io.carillon.front.post.Courier;
import io.carillon.model.AccountEvent;
import io.carillon.model.AccountId;
import io.carillon.model.port.AccountHerald;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald.Telling;
import java.util.Optional;
import java.util.function.Function;

/// Tells an account what happened to it by a POST to the URL that it has set by then, signed like
/// the webhooks of messages. The webhook's id is the same at each try.
public final class V2AccountHerald implements AccountHerald {
  private final V2Signing signing;
  private final Function<AccountId, Optional<String>> urls;

  /// @param urls where an account wants to be told now
  public V2AccountHerald(
      Courier courier, Accounts accounts, Function<AccountId, Optional<String>> urls, Clock clock) {
    signing = new V2Signing(courier, accounts, clock);
    this.urls = urls;
  }

  @Override
  public Telling tell(AccountEvent event) {
    var id = V2AccountEvents.name(event);
    return urls.apply(event.account())
        .map(url -> signing.post(event.account(), url, id, V2AccountEvents.body(event)).telling())
        .orElseGet(() -> new Telling.Gone("the account has no webhook for it any more"));
  }
}
