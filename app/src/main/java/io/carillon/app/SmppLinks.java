package io.carillon.app;

import io.carillon.app.settings.CarrierSettings;
import io.carillon.carriers.smpp.SmppCarrier;
import io.carillon.carriers.smpp.SmppSettings;

/// Makes SMPP carriers of what the settings say.
final class SmppLinks {
  private SmppLinks() {}

  /// Not connected yet.
  static SmppCarrier carrier(CarrierSettings settings) {
    return new SmppCarrier(smpp(settings));
  }

  private static SmppSettings smpp(CarrierSettings settings) {
    var link = settings.link();
    var pace = link.pace();
    return new SmppSettings(
        settings.name(),
        new SmppSettings.Endpoint(link.endpoint().host(), link.endpoint().port()),
        new SmppSettings.Login(
            link.login().systemId(), link.login().password(), link.login().systemType()),
        pace.binds(),
        new SmppSettings.Pace(pace.window(), pace.enquireLink(), pace.responseTimeout()),
        settings.forms().networkTag());
  }
}
