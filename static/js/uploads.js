// Forms with a file that may be large.
import "./elements/resumable-upload.js";
