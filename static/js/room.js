// What every room page uses, in whatever state the room is.
import "./elements/line-menu.js";
import "./elements/live-player.js";
import "./elements/room-chat.js";
import "./elements/room-life.js";
import "./elements/room-likes.js";
import "./elements/room-presence.js";
import "./elements/room-say.js";
import "./elements/room-socket.js";
