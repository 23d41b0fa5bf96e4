import pytest

from live.video.packager.errors import BadMedia
from live.video.packager.h264 import annex_b_units, configuration_record, has_key_picture, video_config
from live.video.packager.sound import audio_config, opus_config, packet_duration
from live.video.packager.sps import picture_size


def test_size_is_read_from_the_parameters_of_what_the_encoder_wrote(make_recording):
    for width, height in ((160, 96), (640, 360), (360, 640), (1280, 720), (1920, 1080)):
        config = make_recording(0.1, width=width, height=height).video
        assert (config.width, config.height) == (width, height)
        assert video_config(config.avcc) == config


def test_size_of_a_high_profile_picture_with_cropping():
    high_1920x1080 = bytes.fromhex("67640028acd940780227e5c05a808080a0000003002000000651e30632c0")
    assert picture_size(high_1920x1080) == (1920, 1080)


def test_size_after_chromium_was_told_to_encode_another_size():
    """Its configuration then holds the old parameters too, and the picture parameters say which of them hold."""
    before = "0142c01effe100136742c01e8c8d405017fcb37010d0107844235001000468ce3c80"
    after = (
        "0142c01effe200136742c01e8c8d405017fcb37010d0107844235000136742c01e4323502e0a3cbcdc0434041e1108d401000468a38f20"
    )
    sizes = [(config.width, config.height) for config in map(video_config, map(bytes.fromhex, (before, after)))]
    assert sizes == [(640, 360), (360, 640)]


def test_cut_off_parameters_are_refused(recorded):
    avcc = recorded.video.avcc
    for length in range(len(avcc)):
        with pytest.raises(BadMedia):
            video_config(avcc[:length])


def test_endless_exp_golomb_code_is_refused():
    with pytest.raises(BadMedia):
        picture_size(b"\x67" + bytes(200))


def test_record_of_parameter_sets_round_trips(recorded):
    avcc = recorded.video.avcc
    length = int.from_bytes(avcc[6:8])
    sps, pps = avcc[8 : 8 + length], avcc[8 + length + 3 :]
    pps = pps[: int.from_bytes(avcc[8 + length + 1 : 8 + length + 3])]
    assert video_config(configuration_record(sps, pps)).width == recorded.video.width


def test_units_of_a_byte_stream():
    assert list(annex_b_units(b"\0\0\0\1\x67abc\0\0\0\1\x68d\0\0\1\x65efg")) == [b"\x67abc", b"\x68d", b"\x65efg"]


def test_key_pictures_are_told_apart(recorded):
    keys = [index for index, picture in enumerate(recorded.pictures) if has_key_picture(picture.data)]
    assert keys == [0, 30, 60, 90]


@pytest.mark.parametrize(("packet", "ticks"), [("f8fffe", 960), ("e0", 120), ("08", 960), ("78", 960), ("f906", 1920)])
def test_duration_of_an_opus_packet_is_read_from_its_first_byte(packet, ticks):
    assert packet_duration(opus_config(1), bytes.fromhex(packet)) == ticks


def test_aac_configuration():
    config = audio_config(bytes.fromhex("1190"))
    assert (config.codec, config.sample_rate, config.channels) == ("mp4a.40.2", 48000, 2)


@pytest.mark.parametrize("description", [b"", b"OpusHead", b"OpusHead" + bytes(11), b"\xff\xff", b"\x11\x80"])
def test_unknown_sound_is_refused(description):
    with pytest.raises(BadMedia):
        audio_config(description)
