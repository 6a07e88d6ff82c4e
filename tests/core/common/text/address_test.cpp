#include "core/common/text/address.h"

#include "core/common/text/shown_text.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

TEST(Address, IsToldFromAPath) {
  for (const char* text : {"rtsp://host/stream", "http://127.0.0.1:80/a.mp4", "HTTPS://host", "svn+ssh://x"}) {
    EXPECT_TRUE(isAddress(text)) << text;
  }
  for (const char* text : {"", "a.mp4", "/a/b.mp4", "://host", "a b://c", "./http://x", "C:/a", "http:/a", "3gp://x"}) {
    EXPECT_FALSE(isAddress(text)) << text;
  }
}

TEST(Address, LosesUserAndPassword) {
  EXPECT_EQ(withoutPassword("rtsp://user:secret@camera.local:554/a?b=c@d"), "rtsp://camera.local:554/a?b=c@d");
  EXPECT_EQ(withoutPassword("rtsp://user:sec@ret@camera.local/a"), "rtsp://camera.local/a");
  EXPECT_EQ(withoutPassword("rtsp://admin:Pass#1@192.168.1.64/ch1"), "rtsp://192.168.1.64/ch1") << "not escaped";
  EXPECT_EQ(withoutPassword("rtsp://admin:a/b?c@camera:554/ch1"), "rtsp://camera:554/ch1") << "not escaped";
  EXPECT_EQ(withoutPassword("http://user@host"), "http://host");
  EXPECT_EQ(withoutPassword("http://host/path@2x"), "http://host/path@2x");
  EXPECT_EQ(withoutPassword("no address: a:b@c"), "no address: a:b@c");
}

TEST(Address, LosesParametersThatAreSecrets) {
  EXPECT_EQ(withoutPassword("http://h/video?user=a&pwd=SECRET&size=2"), "http://h/video?user=a&size=2");
  EXPECT_EQ(withoutPassword("http://h/v.m3u8?token=SECRET"), "http://h/v.m3u8");
  EXPECT_EQ(withoutPassword("http://h/v?token=SECRET&a=1"), "http://h/v?a=1");
  EXPECT_EQ(withoutPassword("http://h/v?a=1;Access_Token=SECRET#t=3"), "http://h/v?a=1#t=3");
  EXPECT_EQ(withoutPassword("srt://h:9000?passphrase=SECRET&mode=caller"), "srt://h:9000?mode=caller");
  EXPECT_EQ(withoutPassword("http://h/v?api_key=SECRET&X-Amz-Signature=SECRET"), "http://h/v");
  EXPECT_EQ(withoutPassword("rtsp://h:554/user=admin&password=SECRET&channel=1&stream=0.sdp"),
            "rtsp://h:554/user=admin&channel=1&stream=0.sdp");
  EXPECT_EQ(withoutPassword("rtsp://h/user=admin_password=SECRET_channel=1/live.sdp"), "rtsp://h/user=/live.sdp");
  EXPECT_EQ(withoutPassword("http://h/v?a=1&b=x=y&c&d="), "http://h/v?a=1&b=x=y&c&d=");
}

TEST(Address, InPlaceOfAPathShowsNoPassword) {
  EXPECT_EQ(shownPath("http://me:secret@host/a.mp4?key=secret"), "http://host/a.mp4");
  EXPECT_EQ(shownPath("/videos/me:secret@host/a.mp4"), "/videos/me:secret@host/a.mp4");
}

} // namespace
} // namespace mien
