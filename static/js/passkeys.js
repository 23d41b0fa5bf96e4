// Pages on which a passkey is made or used.
import "./elements/pass-key.js";
