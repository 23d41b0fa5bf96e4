// What the host's cockpit uses, whatever the kind of the room.
import "./elements/line-menu.js";
import "./elements/live-publisher.js";
import "./elements/room-chat.js";
import "./elements/room-presence.js";
import "./elements/room-say.js";
import "./elements/room-socket.js";
import "./elements/studio-health.js";
