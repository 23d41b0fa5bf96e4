// What every page may use. A page with behaviour of its own loads its module in {% block scripts %}.
import "./lib/busy.js";
import "./lib/modals.js";
import "./elements/count-down.js";
import "./elements/offline-note.js";
import "./elements/read-aloud.js";
import "./elements/step-by.js";
import "./elements/toast-stack.js";
