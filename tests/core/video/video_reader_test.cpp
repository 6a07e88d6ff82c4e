#include "core/video/video_reader.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/common/logging/log.h"
#include "core/picture/file_kind.h"
#include "tests/support/ffmpeg_command.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace mien {
namespace {

std::vector<VideoFrame> readAll(VideoReader& reader) {
  std::vector<VideoFrame> frames;
  while (std::optional<VideoFrame> frame = reader.read()) {
    frames.push_back(std::move(*frame));
  }
  return frames;
}

std::string problemOf(const std::filesystem::path& file) {
  try {
    const VideoReader reader(file);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

class VideoReaderTest : public testing::Test {
protected:
  void SetUp() override {
    if (!test::haveFfmpeg()) {
      GTEST_SKIP() << "no ffmpeg command";
    }
  }
  bool make(const std::string& arguments) { return test::ffmpeg(m_folder.path(), arguments); }

  /// The frames' times are those that ffprobe gives, counted from the first.
  void expectTimesOfFfprobe(const std::string& name, std::size_t count) {
    VideoReader reader(m_folder / name);
    const auto frames = readAll(reader);
    const auto times = test::ffprobe(m_folder / name, "frame=best_effort_timestamp_time");
    ASSERT_EQ(frames.size(), count) << name;
    ASSERT_EQ(times.size(), count) << name;
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_NEAR(frames[i].seconds, times[i] - times[0], 1e-5) << name << " " << i;
    }
    EXPECT_TRUE(reader.unreadable().empty()) << name << ": " << unreadableText(reader.unreadable());
  }

  test::TempFolder m_folder;
};

TEST(VideoReaderLog, KeepsWhatFfmpegComplainsOf) {
  const test::TempFolder folder;
  folder.write("empty.mp4", std::string("\0\0\0\x10"
                                        "ftypisom\0\0\0\0",
                                        16));
  openLog(folder.path(), LogLevel::Debug);
  EXPECT_NE(problemOf(folder / "empty.mp4"), "");
  openLog({}, LogLevel::Off);
  const std::string text = readFile(folder / "mien.log");
  EXPECT_NE(text.find(" debug: FFmpeg: moov atom not found\n"), std::string::npos) << text;
}

// Red top left, green top right, blue bottom left, white bottom right.
const std::string kQuarters = "-f lavfi -i color=red:s=64x48:r=10:d=0.5 -f lavfi -i color=lime:s=64x48:r=10:d=0.5 "
                              "-f lavfi -i color=blue:s=64x48:r=10:d=0.5 -f lavfi -i color=white:s=64x48:r=10:d=0.5 "
                              "-filter_complex '[0][1]hstack[a];[2][3]hstack[b];[a][b]vstack,format=yuv444p' ";

/// The colours of the four quarters in the order of reading: r, g, b, w, or ? for anything else.
std::string quarters(const cv::Mat& image) {
  std::string text;
  for (const auto& [x, y] : {std::pair{1, 1}, {3, 1}, {1, 3}, {3, 3}}) {
    const auto pixel = image.at<cv::Vec3b>(image.rows * y / 4, image.cols * x / 4);
    const auto is = [&](int b, int g, int r) {
      return std::abs(pixel[0] - b) < 12 && std::abs(pixel[1] - g) < 12 && std::abs(pixel[2] - r) < 12;
    };
    text += is(0, 0, 255) ? 'r' : is(0, 255, 0) ? 'g' : is(255, 0, 0) ? 'b' : is(255, 255, 255) ? 'w' : '?';
  }
  return text;
}

} // namespace

// The display matrix of the container's track header, in 16.16 fixed point.
std::string withMatrix(std::string mp4, std::int32_t a, std::int32_t b, std::int32_t c, std::int32_t d) {
  const std::size_t at = mp4.find("tkhd") + 4 + 40;
  const auto put = [&](std::size_t index, std::int32_t value) {
    for (std::size_t byte = 0; byte < 4; ++byte) {
      mp4[at + 4 * index + byte] = static_cast<char>(static_cast<std::uint32_t>(value) >> (24 - 8 * byte));
    }
  };
  put(0, a * 65536);
  put(1, b * 65536);
  put(3, c * 65536);
  put(4, d * 65536);
  return mp4;
}

namespace {

TEST_F(VideoReaderTest, TurnsPicturesAsTheContainerSays) {
  ASSERT_TRUE(make(kQuarters + "-c:v mpeg4 -q:v 1 -pix_fmt yuv420p plain.mp4"));
  VideoReader plain(m_folder / "plain.mp4");
  EXPECT_EQ(quarters(plain.read()->image), "rgbw");
  // What a turn by these degrees makes of it, clockwise, as players show it.
  for (const auto& [degrees, b, a, seen] : {std::tuple{90, 1, 0, "brwg"}, {180, 0, -1, "wbgr"}, {270, -1, 0, "gwrb"}}) {
    const std::string name = "rotate-" + std::to_string(degrees) + ".mp4";
    m_folder.write(name, withMatrix(readFile(m_folder / "plain.mp4"), a, b, -b, a));
    VideoReader reader(m_folder / name);
    const auto frame = reader.read();
    ASSERT_TRUE(frame);
    EXPECT_EQ(quarters(frame->image), seen) << degrees;
    // The ffmpeg program turns what it decodes: a second opinion.
    ASSERT_TRUE(make("-i " + name + " -c:v ffv1 -pix_fmt bgr0 upright.mkv"));
    VideoReader upright(m_folder / "upright.mkv");
    EXPECT_EQ(quarters(frame->image), quarters(upright.read()->image)) << degrees;
    EXPECT_EQ(frame->image.size(), degrees == 180 ? cv::Size(128, 96) : cv::Size(96, 128));
  }
}

TEST_F(VideoReaderTest, MirrorsPicturesAsTheContainerSays) {
  ASSERT_TRUE(make(kQuarters + "-c:v mpeg4 -q:v 1 -pix_fmt yuv420p plain.mp4"));
  const std::string plain = readFile(m_folder / "plain.mp4");
  // By hand from x' = a x + c y, y' = b x + d y.
  const auto seen = [&](int a, int b, int c, int d) {
    VideoReader reader(m_folder.write("m.mp4", withMatrix(plain, a, b, c, d)));
    return quarters(reader.read()->image);
  };
  EXPECT_EQ(seen(1, 0, 0, 1), "rgbw");
  EXPECT_EQ(seen(-1, 0, 0, 1), "grwb") << "left and right";
  EXPECT_EQ(seen(1, 0, 0, -1), "bwrg") << "top and bottom";
  EXPECT_EQ(seen(0, 1, 1, 0), "rbgw") << "transposed";
  EXPECT_EQ(seen(0, 1, -1, 0), "brwg") << "a quarter clockwise";
  EXPECT_EQ(seen(0, -1, 1, 0), "gwrb") << "a quarter the other way";
  EXPECT_EQ(seen(-1, 0, 0, -1), "wbgr") << "upside down";
}

TEST_F(VideoReaderTest, FramesHaveTheirOwnTimesInAnyContainer) {
  // 20 frames over 5.5 s: a fast part, then one with gaps.
  const std::string variable =
      "-f lavfi -i testsrc=s=96x64:r=10:d=2 -vf \"setpts='if(lt(N,10),N*0.1,1+(N-10)*0.5)/TB'\" "
      "-vsync vfr -enc_time_base 1/1000 -pix_fmt yuv420p ";
  for (const char* target :
       {"-c:v libx264 -bf 2 a.mp4", "-c:v libx264 -bf 2 a.mkv", "-c:v libvpx a.webm", "-c:v mpeg4 -bf 2 b.mp4",
        "-c:v libx264 -bf 2 -f mpegts a.ts", "-c:v libx264 -bf 2 a.flv"}) {
    const std::string name = std::string(target).substr(std::string(target).rfind(' ') + 1);
    if (!make(variable + target)) {
      continue; // not every machine has every encoder
    }
    VideoReader reader(m_folder / name);
    const auto frames = readAll(reader);
    // FFmpeg 7's muxer ends the edit list of such an .mp4 before the last frame, which no player shows then.
    ASSERT_GE(frames.size(), name.ends_with(".mp4") ? 19U : 20U) << name;
    ASSERT_LE(frames.size(), 20U) << name;
    for (std::size_t i = 0; i < frames.size(); ++i) {
      const auto n = static_cast<double>(i);
      EXPECT_NEAR(frames[i].seconds, i < 10 ? n * 0.1 : 1 + (n - 10) * 0.5, 0.002) << name << " " << i;
    }
    EXPECT_TRUE(reader.unreadable().empty()) << name;
    expectTimesOfFfprobe(name, frames.size());
  }
}

TEST_F(VideoReaderTest, ABrowsersRecordingIsNotAThousandFramesASecond) {
  // No duration, no rate, times in uneven milliseconds.
  if (!make("-f lavfi -i testsrc=s=96x64:r=30:d=3 -vf \"settb=1/1000,setpts='N*33+mod(N*7,20)'\" -vsync passthrough "
            "-enc_time_base 1/1000 -c:v libvpx -deadline realtime -pix_fmt yuv420p -f webm -live 1 r.webm")) {
    GTEST_SKIP() << "no encoder for VP8";
  }
  VideoReader reader(m_folder / "r.webm");
  EXPECT_LE(reader.info().fps, 60);
  const auto frames = readAll(reader);
  ASSERT_EQ(frames.size(), 90U);
  EXPECT_NEAR(frames.back().seconds, 2.937 + 0.003, 0.002); // (89 * 33 + 89 * 7 % 20) / 1000
}

TEST_F(VideoReaderTest, TheLengthIsInSecondsWhateverTheContainerCountsIn) {
  for (const char* target : {"-c:v mpeg4 a.mp4", "-c:v mpeg4 a.mkv", "-c:v mpeg4 a.avi", "-c:v libvpx a.webm"}) {
    const std::string name = std::string(target).substr(std::string(target).rfind(' ') + 1);
    if (make("-f lavfi -i testsrc=s=96x64:r=10:d=3 -pix_fmt yuv420p " + std::string(target))) {
      VideoReader reader(m_folder / name);
      EXPECT_NEAR(reader.info().seconds, 3, 0.15) << name;
      EXPECT_NEAR(static_cast<double>(reader.info().frames), 30, 1.5) << name;
    }
  }
}

TEST_F(VideoReaderTest, ATransportStreamBeginsAtZero) {
  const std::string source = "-f lavfi -i testsrc=s=96x64:r=10:d=2 -pix_fmt yuv420p ";
  for (const char* target :
       {"-c:v mpeg4 -f mpegts a.mts", "-c:v libx264 -f mpegts b.ts", "-c:v mpeg2video -g 5 -bf 2 c.mpg",
        "-c:v mpeg4 -output_ts_offset 80000 -f mpegts d.ts", "-c:v mpeg4 -mpegts_m2ts_mode 1 -f mpegts e.m2ts"}) {
    const std::string name = std::string(target).substr(std::string(target).rfind(' ') + 1);
    if (!make(source + target)) {
      continue;
    }
    VideoReader reader(m_folder / name);
    EXPECT_NEAR(reader.info().fps, 10, 0.1) << name;
    const auto frames = readAll(reader);
    ASSERT_EQ(frames.size(), 20U) << name;
    EXPECT_DOUBLE_EQ(frames.front().seconds, 0) << name;
    EXPECT_NEAR(frames.back().seconds, 1.9, 1e-4) << name;
    EXPECT_TRUE(reader.unreadable().empty()) << name;
  }
}

TEST_F(VideoReaderTest, RecordingsPutTogetherGoOnInTime) {
  for (const char* part : {"1", "2"}) {
    ASSERT_TRUE(make(std::string("-f lavfi -i testsrc=s=96x64:r=10:d=2 -pix_fmt yuv420p -c:v mpeg4 -f mpegts ") + part +
                     ".ts"));
  }
  const std::string both = readFile(m_folder / "1.ts") + readFile(m_folder / "2.ts");
  VideoReader reader(m_folder.write("both.ts", both));
  const auto frames = readAll(reader);
  ASSERT_EQ(frames.size(), 40U);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_NEAR(frames[i].seconds, static_cast<double>(i) / 10, 0.06) << i;
  }
}

TEST_F(VideoReaderTest, EditListsAreFollowed) {
  // Cut without coding again: the file holds frames before the beginning, which nobody shall see.
  if (!make("-f lavfi -i testsrc=s=96x64:r=10:d=4 -pix_fmt yuv420p -c:v libx264 -bf 3 -g 20 whole.mp4") ||
      !make("-ss 1.3 -i whole.mp4 -c copy cut.mp4")) {
    GTEST_SKIP() << "no encoder for H.264";
  }
  expectTimesOfFfprobe("whole.mp4", 40);
  const auto times = test::ffprobe(m_folder / "cut.mp4", "frame=best_effort_timestamp_time");
  expectTimesOfFfprobe("cut.mp4", times.size());
}

TEST_F(VideoReaderTest, EqualTimesAreToldApart) {
  // Two thousand frames a second in a container that counts milliseconds.
  ASSERT_TRUE(make("-f lavfi -i testsrc=s=96x64:r=10:d=1 -vf \"settb=1/10000,setpts='N*5'\" -vsync passthrough "
                   "-enc_time_base 1/10000 -pix_fmt yuv420p -c:v mpeg4 equal.mkv"));
  const auto times = test::ffprobe(m_folder / "equal.mkv", "frame=pts_time");
  ASSERT_EQ(times.size(), 10U);
  EXPECT_EQ(times[1], times[2]) << "the test needs equal times";
  VideoReader reader(m_folder / "equal.mkv");
  const auto frames = readAll(reader);
  ASSERT_EQ(frames.size(), 10U);
  for (std::size_t i = 1; i < frames.size(); ++i) {
    EXPECT_GT(frames[i].seconds, frames[i - 1].seconds);
    EXPECT_NEAR(frames[i].seconds, static_cast<double>(i) * 0.0005, 0.001);
  }
}

TEST_F(VideoReaderTest, PixelsAreSquare) {
  const std::string circle = "-f lavfi -i \"color=black:s=160x320:r=10:d=0.3,"
                             "geq=lum='if(lt(pow(2*(X-80)\\,2)+pow(Y-160\\,2)\\,10000)\\,235\\,16)':cb=128:cr=128\" ";
  ASSERT_TRUE(make(circle + "-vf setsar=2/1 -pix_fmt yuv420p -c:v mpeg4 -q:v 2 wide.mp4"));
  VideoReader reader(m_folder / "wide.mp4");
  const cv::Mat image = reader.read()->image;
  ASSERT_EQ(image.size(), cv::Size(320, 320));
  // A round spot of radius 100 about the middle.
  EXPECT_GT(image.at<cv::Vec3b>(160, 160 + 95)[1], 200);
  EXPECT_LT(image.at<cv::Vec3b>(160, 160 + 105)[1], 50);
  EXPECT_GT(image.at<cv::Vec3b>(160 - 95, 160)[1], 200);
  EXPECT_LT(image.at<cv::Vec3b>(160 - 105, 160)[1], 50);
}

TEST_F(VideoReaderTest, SizesAndPixelsOfAllKinds) {
  const auto only = [&](const std::string& name) {
    VideoReader reader(m_folder / name);
    const auto frames = readAll(reader);
    EXPECT_EQ(frames.size(), 3U) << name;
    return frames.empty() ? cv::Mat() : frames.front().image;
  };
  const std::string grey = "-f lavfi -i color=0x646464:s=33x21:r=10:d=0.3 ";
  const std::string orange = "-f lavfi -i color=0xC86414:s=64x48:r=10:d=0.3 ";
  const auto expect = [&](const cv::Mat& image, int b, int g, int r, const char* what) {
    ASSERT_FALSE(image.empty()) << what;
    ASSERT_EQ(image.type(), CV_8UC3) << what;
    const auto pixel = image.at<cv::Vec3b>(image.rows / 2, image.cols / 2);
    EXPECT_NEAR(pixel[0], b, 3) << what;
    EXPECT_NEAR(pixel[1], g, 3) << what;
    EXPECT_NEAR(pixel[2], r, 3) << what;
  };
  ASSERT_TRUE(make(grey + "-vf format=gray,scale=33:21,setsar=1 -pix_fmt gray -c:v ffv1 grey.mkv"));
  expect(only("grey.mkv"), 100, 100, 100, "grey");
  EXPECT_EQ(only("grey.mkv").size(), cv::Size(33, 21)) << "odd";
  ASSERT_TRUE(make(orange + "-pix_fmt yuv420p10le -c:v ffv1 ten.mkv"));
  expect(only("ten.mkv"), 20, 100, 200, "10 bit");
  ASSERT_TRUE(make(orange + "-vf scale=out_color_matrix=bt709,format=yuv444p -colorspace bt709 -c:v ffv1 bt709.mkv"));
  expect(only("bt709.mkv"), 20, 100, 200, "BT.709");
  ASSERT_TRUE(
      make(orange + "-vf scale=out_color_matrix=bt601,format=yuv444p -colorspace smpte170m -c:v ffv1 bt601.mkv"));
  expect(only("bt601.mkv"), 20, 100, 200, "BT.601");
  ASSERT_TRUE(make("-f lavfi -i color=0xC86414:s=1280x720:r=10:d=0.3 -vf scale=out_color_matrix=bt709,format=yuv444p "
                   "-c:v ffv1 hd.mkv"));
  expect(only("hd.mkv"), 20, 100, 200, "high definition is BT.709 unless it says otherwise");
  ASSERT_TRUE(make(orange + "-vf scale=out_range=full,format=yuv444p -color_range pc -c:v ffv1 full.mkv"));
  expect(only("full.mkv"), 20, 100, 200, "full range");
  ASSERT_TRUE(make(orange + "-pix_fmt yuvj420p -c:v mjpeg -q:v 1 j.avi"));
  expect(only("j.avi"), 20, 100, 200, "Motion JPEG");
  // Half transparent over white: (255 + c) / 2.
  ASSERT_TRUE(make("-f lavfi -i color=0xC86414@0.5:s=64x48:r=10:d=0.3,format=rgba -pix_fmt bgra -c:v ffv1 alpha.mkv"));
  expect(only("alpha.mkv"), 137, 177, 227, "alpha");
}

TEST_F(VideoReaderTest, TransparencyOfAWebmIsSeen) {
  // Red that nobody sees, over nothing.
  for (const char* codec : {"libvpx-vp9", "libvpx -auto-alt-ref 0"}) {
    if (!make("-f lavfi -i color=red@0.0:s=64x48:r=10:d=0.3,format=rgba -pix_fmt yuva420p -c:v " + std::string(codec) +
              " clear.webm")) {
      continue;
    }
    VideoReader reader(m_folder / "clear.webm");
    const auto frames = readAll(reader);
    ASSERT_EQ(frames.size(), 3U) << codec;
    const auto pixel = frames[1].image.at<cv::Vec3b>(24, 32);
    EXPECT_GT(std::min({pixel[0], pixel[1], pixel[2]}), 250) << codec;
  }
}

// Codes after SMPTE ST 2084 of 203 cd/m2 (0.58069) and of 203 times the light of sRGB's 0.5 (0.21404), and after
// ARIB STD-B67 of the same on a screen of 1000 cd/m2: 0.75, by BT.2408, and sqrt(3 (0.04345)^(1/1.2)) = 0.4689.
TEST_F(VideoReaderTest, HighDynamicRangeLooksAsOtherVideosDo) {
  const auto seen = [&](double code, const std::string& transfer) {
    const auto level = std::to_string(std::lround(65535 * code));
    EXPECT_TRUE(make("-f lavfi -i color=black:s=64x48:r=10:d=0.2,format=gbrp16le,geq=r='" + level + "':g='" + level +
                     "':b='" + level + "',setparams=color_primaries=bt2020:color_trc=" + transfer +
                     " -c:v ffv1 -color_primaries bt2020 -color_trc " + transfer + " hdr.mkv"));
    VideoReader reader(m_folder / "hdr.mkv");
    return reader.read()->image.at<cv::Vec3b>(24, 32);
  };
  for (const auto& [white, half, transfer] :
       {std::tuple{0.58069, 0.42702, "smpte2084"}, {0.75, 0.46888, "arib-std-b67"}}) {
    const cv::Vec3b bright = seen(white, transfer);
    const cv::Vec3b middle = seen(half, transfer);
    for (int channel = 0; channel < 3; ++channel) {
      EXPECT_NEAR(bright[channel], 244, 3) << transfer; // sRGB of 0.75 + 0.25 (1 - 1/e)
      EXPECT_NEAR(middle[channel], 128, 3) << transfer;
    }
  }
}

TEST_F(VideoReaderTest, ColoursOfHighDynamicRangeAreThoseOfTheOriginal) {
  // zimg brings an sRGB colour to HDR10, and we bring it back.
  if (!make("-f lavfi -i color=0xC86414:s=64x48:r=10:d=0.2 -vf format=gbrp,zscale=tin=iec61966-2-1:pin=709:min=gbr:"
            "rin=full:t=smpte2084:p=2020:m=2020_ncl:r=limited:npl=203,format=yuv444p10le -c:v ffv1 "
            "-color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc colour.mkv")) {
    GTEST_SKIP() << "no zscale filter";
  }
  VideoReader reader(m_folder / "colour.mkv");
  const auto pixel = reader.read()->image.at<cv::Vec3b>(24, 32);
  EXPECT_NEAR(pixel[0], 0x14, 6);
  EXPECT_NEAR(pixel[1], 0x64, 6);
  EXPECT_NEAR(pixel[2], 0xC8, 6);
}

TEST_F(VideoReaderTest, AMatroskaFileThatEndsEarlyIsCutOff) {
  ASSERT_TRUE(make("-f lavfi -i testsrc2=s=320x240:r=10:d=6 -pix_fmt yuv420p -c:v mpeg4 whole.mkv"));
  const std::string bytes = readFile(m_folder / "whole.mkv");
  VideoReader whole(m_folder / "whole.mkv");
  EXPECT_EQ(readAll(whole).size(), 60U);
  EXPECT_TRUE(whole.unreadable().empty());
  VideoReader cut(m_folder.write("cut.mkv", bytes.substr(0, bytes.size() * 6 / 10)));
  const auto frames = readAll(cut);
  EXPECT_LT(frames.size(), 45U);
  ASSERT_EQ(cut.unreadable().size(), 1U);
  EXPECT_NEAR(cut.unreadable()[0].from, frames.back().seconds + 0.1, 0.11);
  EXPECT_NEAR(cut.unreadable()[0].to, 6, 0.11);
}

TEST_F(VideoReaderTest, VideosWithoutAContainerAndOfOldCameras) {
  const std::string source = "-f lavfi -i testsrc=s=160x120:r=25:d=0.8 ";
  const std::string tape = "-f lavfi -i testsrc=s=720x576:r=25:d=0.8 ";
  for (const auto& [from, target] :
       {std::pair{source, "-pix_fmt yuv420p -c:v libx264 -f h264 bare.h264"},
        {source, "-pix_fmt yuv420p -c:v libx265 -x265-params log-level=none -f hevc bare.hevc"},
        {source, "-pix_fmt yuvj420p -c:v mjpeg -f mjpeg bare.mjpeg"},
        {source, "-pix_fmt yuvj420p -c:v mjpeg -f mpjpeg saved-from-a-camera"},
        {source, "-pix_fmt yuv420p -c:v mpeg4 -f m4v bare.m4v"},
        {source, "-pix_fmt yuv420p -c:v mpeg4 a.nut"},
        {tape, "-pix_fmt yuv420p -c:v dvvideo -f dv tape.dv"}}) {
    const std::string name = std::string(target).substr(std::string(target).rfind(' ') + 1);
    if (!make(from + target)) {
      continue;
    }
    EXPECT_EQ(detectFileType(m_folder / name).kind, FileKind::Video) << name;
    VideoReader reader(m_folder / name);
    const auto frames = readAll(reader);
    ASSERT_EQ(frames.size(), 20U) << name;
    EXPECT_NEAR(frames.back().seconds, 0.76, 0.001) << name;
    EXPECT_TRUE(reader.unreadable().empty()) << name;
  }
}

TEST_F(VideoReaderTest, SaysWhatIsOnlyCalledAVideo) {
  EXPECT_NE(problemOf(m_folder.write("page.mp4", "<!DOCTYPE html><html><body>403</body></html>"))
                .find("page.mp4' is a web page, not a video"),
            std::string::npos);
  EXPECT_NE(problemOf(m_folder.write("zeros.mp4", std::string(100'000, '\0'))).find("zeros.mp4'"), std::string::npos);
}

TEST_F(VideoReaderTest, ReadsOnAfterAHole) {
  ASSERT_TRUE(make("-f lavfi -i testsrc2=s=320x240:r=10:d=6 -pix_fmt yuvj420p -c:v mjpeg hole.avi"));
  std::string bytes = readFile(m_folder / "hole.avi");
  const std::size_t from = bytes.size() / 2;
  const std::size_t to = from + bytes.size() / 10;
  const auto places = test::ffprobe(m_folder / "hole.avi", "packet=pos");
  ASSERT_EQ(places.size(), 60U);
  const auto framesBefore = [&](std::size_t place) {
    return std::ranges::count_if(places, [&](double at) { return at < static_cast<double>(place); });
  };
  std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(from), bytes.begin() + static_cast<std::ptrdiff_t>(to), '\0');
  VideoReader reader(m_folder.write("hole.avi", bytes));
  const auto frames = readAll(reader);
  EXPECT_GE(frames.size(), 50U);
  EXPECT_LT(frames.size(), 54U);
  EXPECT_NEAR(frames.back().seconds, 5.9, 0.01);
  for (const VideoFrame& frame : frames) {
    EXPECT_NEAR(frame.seconds * 10, std::round(frame.seconds * 10), 1e-6);
  }
  ASSERT_EQ(reader.unreadable().size(), 1U) << unreadableText(reader.unreadable());
  // The frame that the hole begins in is torn, or looks whole to the decoder.
  EXPECT_NEAR(reader.unreadable()[0].from, static_cast<double>(framesBefore(from)) / 10, 0.11);
  EXPECT_NEAR(reader.unreadable()[0].to, static_cast<double>(framesBefore(to)) / 10, 0.01);
}

TEST_F(VideoReaderTest, SaysWhatACutOffFileLacks) {
  ASSERT_TRUE(make("-f lavfi -i testsrc2=s=320x240:r=10:d=6 -pix_fmt yuv420p -c:v mpeg4 late.mp4"));
  ASSERT_TRUE(make("-i late.mp4 -c copy -movflags +faststart early.mp4"));
  const std::string late = readFile(m_folder / "late.mp4");
  const std::string problem = problemOf(m_folder.write("cut.mp4", late.substr(0, late.size() / 2)));
  EXPECT_NE(problem.find("cut.mp4"), std::string::npos) << problem;
  EXPECT_NE(problem.find("moov"), std::string::npos) << problem;
  // Where the table stands in front, the first half is there.
  const std::string early = readFile(m_folder / "early.mp4");
  VideoReader reader(m_folder.write("half.mp4", early.substr(0, early.size() / 2)));
  const auto frames = readAll(reader);
  EXPECT_GT(frames.size(), 15U);
  EXPECT_LT(frames.size(), 40U);
  ASSERT_EQ(reader.unreadable().size(), 1U);
  EXPECT_NEAR(reader.unreadable()[0].from, frames.back().seconds + 0.1, 0.11);
  EXPECT_NEAR(reader.unreadable()[0].to, 6, 0.11);
}

TEST_F(VideoReaderTest, AWrongCountOfFramesIsNoDamage) {
  ASSERT_TRUE(make("-f lavfi -i testsrc2=s=96x64:r=10:d=2 -pix_fmt yuvj420p -c:v mjpeg lie.avi"));
  std::string bytes = readFile(m_folder / "lie.avi");
  bytes[bytes.find("avih") + 8 + 16] = 100; // dwTotalFrames
  bytes[bytes.find("strh") + 8 + 32] = 100; // dwLength
  VideoReader reader(m_folder.write("lie.avi", bytes));
  EXPECT_EQ(readAll(reader).size(), 20U);
  EXPECT_TRUE(reader.unreadable().empty()) << unreadableText(reader.unreadable());
}

TEST_F(VideoReaderTest, SoundAndStillPicturesAreNoVideos) {
  const std::string tone = "-f lavfi -i sine=d=0.5 ";
  ASSERT_TRUE(make("-f lavfi -i testsrc=s=96x64 -frames:v 1 cover.png"));
  ASSERT_TRUE(make(tone + "-c:a pcm_s16le sound.wav"));
  EXPECT_NE(problemOf(m_folder / "sound.wav").find("sound but no moving pictures"), std::string::npos);
  ASSERT_TRUE(make(tone + "-i cover.png -map 0 -map 1 -c:a aac -c:v png -disposition:v attached_pic song.m4a"));
  EXPECT_NE(problemOf(m_folder / "song.m4a").find("sound but no moving pictures"), std::string::npos)
      << problemOf(m_folder / "song.m4a");
  EXPECT_NE(problemOf(m_folder / "cover.png").find("not a video"), std::string::npos);
  // A list may not make us read other files.
  m_folder.write("list.m3u8", "#EXTM3U\n#EXTINF:1,\nsound.wav\n#EXT-X-ENDLIST\n");
  EXPECT_NE(problemOf(m_folder / "list.m3u8").find("not a video"), std::string::npos);
  EXPECT_NE(problemOf(m_folder.write("empty.mp4", "")).find("empty"), std::string::npos);
}

TEST_F(VideoReaderTest, OneFrameIsAVideo) {
  ASSERT_TRUE(make("-f lavfi -i testsrc=s=96x64 -frames:v 1 -pix_fmt yuv420p -c:v mpeg4 one.mp4"));
  VideoReader reader(m_folder / "one.mp4");
  const auto frames = readAll(reader);
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_DOUBLE_EQ(frames[0].seconds, 0);
  EXPECT_TRUE(frames[0].key);
}

TEST_F(VideoReaderTest, AnimatedPicturesAreVideos) {
  for (const char* target : {"-c:v gif -pix_fmt rgb8 a.gif", "-c:v apng -pix_fmt rgb24 -f apng a.png"}) {
    ASSERT_TRUE(make(std::string("-f lavfi -i testsrc=s=96x64:r=10:d=2 ") + target));
    const std::string name = std::string(target).substr(std::string(target).rfind(' ') + 1);
    VideoReader reader(m_folder / name);
    const auto frames = readAll(reader);
    ASSERT_EQ(frames.size(), 20U) << name;
    EXPECT_NEAR(frames.back().seconds, 1.9, 0.01) << name;
  }
}

TEST_F(VideoReaderTest, PicturesMayChangeTheirSize) {
  std::string all;
  for (const char* size : {"96x64", "160x120", "64x96"}) {
    ASSERT_TRUE(
        make("-f lavfi -i testsrc=r=10:d=1:s=" + std::string(size) + " -pix_fmt yuv420p -c:v libx264 -f mpegts p.ts"));
    all += readFile(m_folder / "p.ts");
  }
  VideoReader reader(m_folder.write("all.ts", all));
  const auto frames = readAll(reader);
  ASSERT_EQ(frames.size(), 30U);
  EXPECT_EQ(frames[5].image.size(), cv::Size(96, 64));
  EXPECT_EQ(frames[15].image.size(), cv::Size(160, 120));
  EXPECT_EQ(frames[25].image.size(), cv::Size(64, 96));
}

TEST_F(VideoReaderTest, OversizedPicturesAreRefused) {
  ASSERT_TRUE(make("-f lavfi -i testsrc=s=64x48:r=10:d=0.3 -pix_fmt yuv420p -c:v ffv1 huge.avi"));
  std::string bytes = readFile(m_folder / "huge.avi");
  const std::size_t format = bytes.find("strf") + 8;
  bytes[format + 4 + 1] = 0x40; // width
  bytes[format + 8 + 1] = 0x0A; // height
  const std::string problem = problemOf(m_folder.write("huge.avi", bytes));
  EXPECT_NE(problem.find("larger than 8K (16448 x 2608)"), std::string::npos) << problem;
}

TEST_F(VideoReaderTest, SaysNothingOnTheTerminal) {
  ASSERT_TRUE(make("-f lavfi -i testsrc2=s=96x64:r=10:d=2 -pix_fmt yuv420p -c:v mpeg4 noisy.avi"));
  std::string bytes = readFile(m_folder / "noisy.avi");
  for (std::size_t i = bytes.size() / 3; i < bytes.size() / 2; i += 97) {
    bytes[i] = static_cast<char>(bytes[i] ^ 0x55);
  }
  testing::internal::CaptureStderr();
  VideoReader reader(m_folder.write("noisy.avi", bytes));
  (void)readAll(reader);
  (void)problemOf(m_folder.write("text.mp4", "no video"));
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

} // namespace
} // namespace mien
