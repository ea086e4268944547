package io.carillon.front.mycpaas;

import io.carillon.front.naming.Facts;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Inbox;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.Resource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// Finds where an account hears in this dialect what people write to one of its senders: at the
/// messaging service that has the sender, unless that leaves it to its senders or has no URL; else
/// at the application of the number; else at the number or the short code.
record Inboxes(Directory directory, AccountId account, Address sender) {
  private static final String LEAVES_IT = "use_inbound_webhook_on_number";

  /// @param always whether the number's own URL counts though another dialect set it
  Optional<Inbox> find(boolean always) {
    var pool =
        directory.resources(account, Pool.KIND).stream()
            .map(Pool::new)
            .filter(one -> one.joined().contains(sender))
            .min(Comparator.comparing((Pool one) -> !one.hears()).thenComparing(Pool::sid));
    var service = pool.map(Pool::sid).orElse("");
    return pool.filter(one -> !one.isUp(LEAVES_IT))
        .flatMap(one -> inbox(one.resource(), service))
        .or(() -> own(always, service));
  }

  private Optional<Inbox> own(boolean always, String service) {
    var kept = directory.resource(account, Resource.Kind.NUMBER, sender.value());
    boolean ours =
        always
            || kept.flatMap(one -> one.fact(Facts.SMS_DIALECT))
                .map(Surface.DIALECT::equals)
                .orElse(true);
    return kept.filter(_ -> ours)
        .flatMap(one ->
            one.fact(Facts.SMS_APPLICATION)
                .flatMap(Id::fromHex)
                .flatMap(id -> directory.resource(account, ApplicationRoutes.KIND, id))
                .or(() -> Optional.of(one)))
        .flatMap(one -> inbox(one, service));
  }

  private static Optional<Inbox> inbox(Resource set, String service) {
    return hook(set, Facts.SMS_URL, Facts.SMS_METHOD)
        .map(main ->
            new Inbox(
                "",
                main,
                hook(set, Facts.SMS_FALLBACK_URL, Facts.SMS_FALLBACK_METHOD),
                service.isEmpty() ? Map.of() : new Kept(service, false, false).tags()));
  }

  private static Optional<Hook> hook(Resource set, String url, String method) {
    return set.fact(url)
        .filter(text -> !text.isEmpty())
        .map(text -> new Hook(text, set.fact(method).filter("GET"::equals).isPresent()));
  }
}
