package io.carillon.front.v2;

import io.carillon.engine.sender.FilingKind;
import io.carillon.front.door.Scope;
import io.carillon.wire.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The paths of senders: what an account has, where it hears what people write to each, where each
/// is registered, and what is filed for it.
final class V2SenderRoutes {
  private final V2Senders senders;
  private final V2Inbound inbound;
  private final V2Registrations registrations;
  private final V2Filings filings;
  private final V2Assignments assignments;
  private final V2Countries countries;

  /// @param objections what stands against calling a URL, told without asking for its name
  V2SenderRoutes(
      V2Routes.Reading reading,
      V2Routes.Acting acting,
      Function<String, Optional<String>> objections,
      V2Routes.Sources sources) {
    var accounts = reading.accounts();
    senders = new V2Senders(reading, acting.roster());
    inbound = new V2Inbound(reading, acting.roster(), sources.clock(), objections);
    registrations = new V2Registrations(accounts, acting.roster(), sources);
    filings = new V2Filings(reading, acting.roster(), sources);
    assignments = new V2Assignments(accounts, acting.roster(), sources.clock(), filings);
    countries = new V2Countries(reading);
  }

  List<Route> routes(V2Routes to) {
    return Stream.of(own(to), filed(to)).flatMap(List::stream).toList();
  }

  private List<Route> own(V2Routes to) {
    var heard = "/senders/{id}/inbound";
    return List.of(
        to.search("/senders", Scope.ACCOUNT_READ, senders::list),
        to.post("/senders", V2Routes.SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, senders::add),
        to.get("/senders/{id}", Scope.ACCOUNT_READ, senders::one),
        to.delete("/senders/{id}", Scope.ACCOUNT_WRITE, senders::release),
        to.get(heard, Scope.ACCOUNT_READ, inbound::one),
        to.post(heard, V2Routes.SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, inbound::set),
        to.delete(heard, Scope.ACCOUNT_WRITE, inbound::forget),
        to.search("/available-numbers", Scope.ACCOUNT_READ, senders::offers),
        to.search("/senders/{id}/registrations", Scope.ACCOUNT_READ, registrations::ofSender),
        to.post(
            "/senders/{id}/registrations",
            V2Routes.SMALL_BODY_MAX,
            Scope.ACCOUNT_WRITE,
            registrations::create),
        to.search("/registrations", Scope.ACCOUNT_READ, registrations::list),
        to.get("/registrations/{id}", Scope.ACCOUNT_READ, registrations::one),
        to.post(
            "/registrations/{id}",
            V2Routes.SMALL_BODY_MAX,
            Scope.ACCOUNT_WRITE,
            registrations::change),
        to.delete("/registrations/{id}", Scope.ACCOUNT_WRITE, registrations::drop),
        to.search("/waiting-registrations", Scope.OPERATE, registrations::waiting),
        to.post(
            "/waiting-registrations/{id}",
            V2Routes.SMALL_BODY_MAX,
            Scope.OPERATE,
            registrations::decide));
  }

  private List<Route> filed(V2Routes to) {
    var brands = filings.of(FilingKind.BRAND);
    var campaigns = filings.of(FilingKind.CAMPAIGN);
    return List.of(
        to.post("/registry/brands", V2Routes.SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, brands::create),
        to.search("/registry/brands", Scope.ACCOUNT_READ, brands::list),
        to.get("/registry/brands/{id}", Scope.ACCOUNT_READ, brands::one),
        to.post(
            "/registry/brands/{id}", V2Routes.SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, brands::change),
        to.delete("/registry/brands/{id}", Scope.ACCOUNT_WRITE, brands::drop),
        to.post(
            "/registry/brands/{id}/campaigns",
            V2Routes.BODY_MAX,
            Scope.ACCOUNT_WRITE,
            campaigns::createOfBrand),
        to.search("/registry/campaigns", Scope.ACCOUNT_READ, campaigns::list),
        to.get("/registry/campaigns/{id}", Scope.ACCOUNT_READ, campaigns::one),
        to.post(
            "/registry/campaigns/{id}", V2Routes.BODY_MAX, Scope.ACCOUNT_WRITE, campaigns::change),
        to.delete("/registry/campaigns/{id}", Scope.ACCOUNT_WRITE, campaigns::drop),
        to.search("/registry/campaigns/{id}/senders", Scope.ACCOUNT_READ, assignments::list),
        to.post(
            "/registry/campaigns/{id}/senders",
            V2Routes.SMALL_BODY_MAX,
            Scope.ACCOUNT_WRITE,
            assignments::assign),
        to.delete(
            "/registry/campaigns/{id}/senders/{sender}", Scope.ACCOUNT_WRITE, assignments::drop),
        to.search("/waiting-filings", Scope.OPERATE, filings::waiting),
        to.post("/waiting-filings/{id}", V2Routes.SMALL_BODY_MAX, Scope.OPERATE, filings::decide),
        to.search("/countries", Scope.ACCOUNT_READ, countries::list),
        to.get("/countries/{code}/rules", Scope.ACCOUNT_READ, countries::rules));
  }
}
