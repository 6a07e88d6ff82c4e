// Network streams, from a server of the test's own.
#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/common/text/address.h"
#include "core/video/video_reader.h"
#include "tests/support/ffmpeg_command.h"
#include "tests/support/http_server.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>

namespace mien {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using test::HttpServer;

constexpr auto kPatience = 400ms;
constexpr auto kAtMost = 4s; // of a few patiences, on a busy machine

class VideoStream : public testing::Test {
protected:
  void SetUp() override {
    if (!test::haveFfmpeg()) {
      GTEST_SKIP() << "no ffmpeg command";
    }
    // 20 frames over 2 s; a transport stream, which can be begun with anywhere.
    ASSERT_TRUE(test::ffmpeg(m_folder.path(),
                             "-f lavfi -i testsrc2=s=160x120:r=10:d=2 -pix_fmt yuv420p -c:v mpeg4 -g 5 "
                             "-b:v 800k -f mpegts a.ts"));
    m_video = readFile(m_folder / "a.ts");
  }

  static VideoReader open(const std::string& url) { return {url, withoutPassword(url), kPatience}; }

  /// What opening says; empty when it opens.
  static std::string problemOf(const std::string& url) {
    const auto start = Clock::now();
    std::string problem;
    try {
      const VideoReader reader = open(url);
    } catch (const Error& error) {
      problem = error.what();
      EXPECT_EQ(error.kind(), ErrorKind::Io) << problem;
    }
    EXPECT_LT(Clock::now() - start, kAtMost);
    return problem;
  }

  static std::vector<double> readTimes(VideoReader& reader) {
    std::vector<double> times;
    while (const std::optional<VideoFrame> frame = reader.read()) {
      times.push_back(frame->seconds);
    }
    return times;
  }

  test::TempFolder m_folder;
  std::string m_video;

  /// Some of the frames come, and then an end within the time allowed.
  void expectABeginning(const std::string& url) {
    VideoReader reader = open(url);
    const auto start = Clock::now();
    const auto times = readTimes(reader);
    EXPECT_LT(Clock::now() - start, kAtMost);
    EXPECT_GT(times.size(), 5U);
    EXPECT_LT(times.size(), 20U);
  }
};

TEST_F(VideoStream, IsReadToItsEnd) {
  const HttpServer server([this](const auto& connection) {
    connection.sendHead(m_video.size());
    connection.send(m_video);
  });
  VideoReader reader = open(server.url());
  const auto start = Clock::now();
  const auto times = readTimes(reader);
  EXPECT_LT(Clock::now() - start, kAtMost);
  ASSERT_EQ(times.size(), 20U);
  EXPECT_NEAR(times.back() - times.front(), 1.9, 1e-3);
}

TEST_F(VideoStream, AServerThatSaysNothingIsGivenUp) {
  const HttpServer server([](const auto& connection) { connection.hang(); });
  const std::string problem = problemOf(server.url("/x.mp4?token=SECRET", "me:SECRET@"));
  EXPECT_NE(problem.find("The stream '" + server.url() + "' does not answer"), std::string::npos) << problem;
  EXPECT_EQ(problem.find("SECRET"), std::string::npos) << problem;
}

TEST_F(VideoStream, AServerThatStopsAfterItsHeadIsGivenUp) {
  const HttpServer server([this](const auto& connection) {
    connection.sendHead(m_video.size());
    connection.hang();
  });
  EXPECT_NE(problemOf(server.url()).find("does not answer"), std::string::npos);
}

TEST_F(VideoStream, ADripIsGivenUp) {
  const HttpServer server([this](const auto& connection) {
    connection.sendHead(m_video.size());
    for (const char byte : m_video.substr(0, 1000)) {
      connection.send({&byte, 1});
      std::this_thread::sleep_for(10ms);
    }
  });
  EXPECT_NE(problemOf(server.url()), "");
}

TEST_F(VideoStream, SilenceInTheMiddleEndsIt) {
  const HttpServer server([this](const auto& connection) {
    connection.sendHead(m_video.size());
    connection.send(std::string_view(m_video).substr(0, m_video.size() * 3 / 4));
    connection.hang();
  });
  expectABeginning(server.url());
}

TEST_F(VideoStream, ALineThatBreaksEndsIt) {
  const HttpServer server([this](const auto& connection) {
    connection.sendHead(m_video.size());
    connection.send(std::string_view(m_video).substr(0, m_video.size() * 3 / 4));
  });
  expectABeginning(server.url());
}

TEST_F(VideoStream, PasswordsAreUsedAndNotShown) {
  const HttpServer server([this](const auto& connection) {
    if (connection.request().find("Authorization: Basic bWU6c2VjcmV0\r\n") == std::string::npos) { // me:secret
      connection.send("HTTP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"camera\"\r\n"
                      "Content-Length: 0\r\n\r\n");
      return;
    }
    connection.sendHead(m_video.size());
    connection.send(m_video);
  });
  VideoReader reader = open(server.url("/x.mp4", "me:secret@"));
  EXPECT_EQ(readTimes(reader).size(), 20U);
  for (const char* user : {"", "me:wrong@"}) {
    const std::string problem = problemOf(server.url("/x.mp4", user));
    EXPECT_NE(problem.find("asks for a user and a password"), std::string::npos) << problem;
    EXPECT_EQ(problem.find("wrong"), std::string::npos) << problem;
  }
}

TEST_F(VideoStream, OtherAnswersAreSaid) {
  const HttpServer missing([](const auto& connection) { connection.send("HTTP/1.0 404 Not Found\r\n\r\n"); });
  EXPECT_NE(problemOf(missing.url()).find("not known to its server"), std::string::npos);
  const HttpServer page([](const auto& connection) {
    connection.send("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<!DOCTYPE html><html>Log in</html>");
  });
  EXPECT_NE(problemOf(page.url()).find("is no video"), std::string::npos);
  EXPECT_NE(problemOf("http://127.0.0.1:1/x").find("does not answer"), std::string::npos);
  EXPECT_NE(problemOf("rtsp://me:secret@127.0.0.1:1/x").find("'rtsp://127.0.0.1:1/x' does not answer"),
            std::string::npos);
}

TEST_F(VideoStream, AServerCannotMakeUsReadFiles) {
  const std::string file = (m_folder / "a.ts").string();
  const HttpServer away(
      [&](const auto& connection) { connection.send("HTTP/1.0 302 Found\r\nLocation: file://" + file + "\r\n\r\n"); });
  EXPECT_NE(problemOf(away.url()), "");
  const HttpServer list([&](const auto& connection) {
    connection.send("HTTP/1.0 200 OK\r\nContent-Type: application/vnd.apple.mpegurl\r\n\r\n#EXTM3U\n#EXT-X-VERSION:3\n"
                    "#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://" +
                    file + "\n#EXT-X-ENDLIST\n");
  });
  EXPECT_NE(problemOf(list.url("/x.m3u8")), "");
}

} // namespace
} // namespace mien
