package io.carillon.engine.inbound;

import io.carillon.model.Address;
import io.carillon.model.Content;
import io.carillon.model.Report.Arrived;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// All by which two deliveries are the same, as octets. Pure.
final class Imprint {
  private Imprint() {}

  /// Empty where what was brought is neither words nor octets.
  static Optional<byte[]> of(String carrier, Arrived arrived) {
    var part = arrived.manner().part();
    var octets = new ByteArrayOutputStream(256);
    put(octets, carrier);
    put(octets, arrived.channel().code());
    put(octets, arrived.from());
    put(octets, arrived.to());
    put(octets, part.scheme().code());
    put(octets, part.reference());
    put(octets, part.total());
    put(octets, part.number());
    if (arrived.content() instanceof Content.Text(var body)) {
      put(octets, body);
      return Optional.of(octets.toByteArray());
    }
    if (arrived.content() instanceof Content.Binary(var data, var ports)) {
      put(octets, ports.map(Content.Ports::destination).orElse(-1));
      put(octets, ports.map(Content.Ports::source).orElse(-1));
      put(octets, data.octets());
      return Optional.of(octets.toByteArray());
    }
    return Optional.empty();
  }

  private static void put(ByteArrayOutputStream to, Address address) {
    put(to, address.kind().code());
    put(to, address.value());
  }

  private static void put(ByteArrayOutputStream to, String text) {
    put(to, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(ByteArrayOutputStream to, byte[] octets) {
    put(to, octets.length);
    to.writeBytes(octets);
  }

  private static void put(ByteArrayOutputStream to, int number) {
    to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }
}
