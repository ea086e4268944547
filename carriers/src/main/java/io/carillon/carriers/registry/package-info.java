/// Speaks to The Campaign Registry (TCR), where brands and campaigns of 10DLC are filed.
///
/// It turns one filing into one call and what is answered into how it stands; it never decides when
/// to ask, and keeps nothing. Its words are those of TCR's CSP API v2
/// (https://csp-api.campaignregistry.com/v2). Start at `RegistryClient`, then `RegistryMapping`.
@NullMarked
package io.carillon.carriers.registry;

import org.jspecify.annotations.NullMarked;
