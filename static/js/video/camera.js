/** A camera and a microphone. The picture is wanted small, because a phone's uplink is. */

const WIDTH_PIXELS = 640;
const HEIGHT_PIXELS = 360;
const FRAMES_PER_SECOND = 30;

/** `facing` is "user" or "environment". Without a microphone, or leave to use it, there is a picture alone. */
export async function openCamera(facing) {
  const video = {
    facingMode: facing,
    width: { ideal: WIDTH_PIXELS },
    height: { ideal: HEIGHT_PIXELS },
    frameRate: { ideal: FRAMES_PER_SECOND, max: FRAMES_PER_SECOND },
  };
  const audio = { echoCancellation: true, noiseSuppression: true, channelCount: 1 };
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio });
  } catch (error) {
    if (error.name === "NotFoundError" || error.name === "NotReadableError") {
      return navigator.mediaDevices.getUserMedia({ video });
    }
    throw error;
  }
}

export async function hasSeveralCameras() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === "videoinput").length > 1;
}

export function closeCamera(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
