/// What is sealed for one reader by their public key: compact JWE (RFC 7516).
///
/// It is in charge of reading public keys and of sealing; it opens nothing, and never keeps or
/// tells of a private key. It never knows whose key it is, or what is sealed. Start at
/// `RecipientKey`, go on to `Envelope`.
@NullMarked
package io.carillon.wire.jose;

import org.jspecify.annotations.NullMarked;
