#include "core/picture/detail/decoders.h"
#include "core/picture/detail/signatures.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio> // jpeglib.h needs FILE

#include <jerror.h>
#include <jpeglib.h>

namespace mien::detail {

namespace {

// Less of its height than this, and a JPEG does not show the whole picture.
constexpr double kWhole = 0.95;
constexpr int kLowest = 6; // coefficients (the mean and the first five) without which a picture shows nothing

/// libjpeg calls these instead of printing and of exit().
struct Errors {
  jpeg_error_mgr manager{}; // the first member: libjpeg hands its address back
  std::jmp_buf leave{};
  bool starved = false; ///< a decoder wanted bits where none were left
  bool damaged = false;
  unsigned starvedRow = 0; ///< row of blocks in which that happened first in the scan
};

void onError(j_common_ptr info) { std::longjmp(reinterpret_cast<Errors*>(info->err)->leave, 1); }

void onMessage(j_common_ptr info, int level) {
  if (level >= 0) {
    return;
  }
  auto* errors = reinterpret_cast<Errors*>(info->err);
  const auto* decoder = reinterpret_cast<j_decompress_ptr>(info);
  switch (info->err->msg_code) {
  case JWRN_HIT_MARKER:
    if (decoder->unread_marker == JPEG_EOI) { // else it goes on at a restart mark
      if (!errors->starved) {
        errors->starvedRow = decoder->input_iMCU_row;
      }
      errors->starved = true;
    } else {
      errors->damaged = true;
    }
    break;
  case JWRN_HUFF_BAD_CODE:
  case JWRN_MUST_RESYNC:
    errors->damaged = true;
    break;
  default: // odd, but no loss: bytes between segments, unknown versions
    break;
  }
}

/// The whole file is in memory; at its end stands an end mark, whether it is there or not.
struct Source {
  jpeg_source_mgr manager{}; // the first member
  bool ended = false;
};

void onNothing(j_decompress_ptr) {}

boolean onEnd(j_decompress_ptr info) {
  static constexpr std::array<JOCTET, 2> kEndMark{0xFF, JPEG_EOI};
  auto* source = reinterpret_cast<Source*>(info->src);
  source->ended = true;
  source->manager.next_input_byte = kEndMark.data();
  source->manager.bytes_in_buffer = kEndMark.size();
  return TRUE;
}

void onSkip(j_decompress_ptr info, long bytes) {
  jpeg_source_mgr& source = *info->src;
  if (bytes > 0 && static_cast<std::size_t>(bytes) > source.bytes_in_buffer) {
    onEnd(info);
  } else if (bytes > 0) {
    source.next_input_byte += bytes;
    source.bytes_in_buffer -= static_cast<std::size_t>(bytes);
  }
}

/// What is known of a picture that comes in several scans.
struct Scans {
  std::array<std::array<double, kLowest>, MAX_COMPONENTS>
      known{}; ///< share of the height, by component and coefficient

  void add(const jpeg_decompress_struct& info, double share) {
    for (int i = 0; i < info.comps_in_scan; ++i) {
      auto& own = known[static_cast<std::size_t>(info.cur_comp_info[i]->component_index)];
      for (int at = info.Ss; at <= info.Se && at < kLowest; ++at) {
        own[static_cast<std::size_t>(at)] = std::max(own[static_cast<std::size_t>(at)], share);
      }
    }
  }
  /// Of the brightness the lowest frequencies, of the colours the mean.
  [[nodiscard]] double share(const jpeg_decompress_struct& info) const {
    double least = *std::min_element(known[0].begin(), known[0].end());
    for (int i = 1; i < info.num_components; ++i) {
      least = std::min(least, known[static_cast<std::size_t>(i)][0]);
    }
    return least;
  }
};

struct Jpeg {
  jpeg_decompress_struct info{};
  Errors errors;
  Source source;
  Scans scans;
  double share = 1; ///< of the picture's height that is there

  Jpeg() = default;
  ~Jpeg() { jpeg_destroy_decompress(&info); }
  Jpeg(const Jpeg&) = delete;
  Jpeg& operator=(const Jpeg&) = delete;

  [[nodiscard]] double starvedShare() const {
    return static_cast<double>(errors.starvedRow) / std::max(1U, info.total_iMCU_rows);
  }
};

// setjmp() and destructors do not go together: each of the next functions has only plain variables.

bool readHeader(Jpeg& jpeg, Bytes file) {
  if (setjmp(jpeg.errors.leave) != 0) {
    return false;
  }
  jpeg.info.err = jpeg_std_error(&jpeg.errors.manager);
  jpeg.errors.manager.error_exit = onError;
  jpeg.errors.manager.emit_message = onMessage;
  jpeg_create_decompress(&jpeg.info);
  jpeg.source.manager.init_source = onNothing;
  jpeg.source.manager.fill_input_buffer = onEnd;
  jpeg.source.manager.skip_input_data = onSkip;
  jpeg.source.manager.resync_to_restart = jpeg_resync_to_restart;
  jpeg.source.manager.term_source = onNothing;
  jpeg.source.manager.next_input_byte = file.data();
  jpeg.source.manager.bytes_in_buffer = file.size();
  jpeg.info.src = &jpeg.source.manager;
  jpeg_save_markers(&jpeg.info, JPEG_APP0 + 1, 0xFFFF);
  return jpeg_read_header(&jpeg.info, TRUE) == JPEG_HEADER_OK;
}

bool readRows(Jpeg& jpeg, cv::Mat& pixels) {
  while (jpeg.info.output_scanline < jpeg.info.output_height) {
    JSAMPROW row = pixels.ptr(static_cast<int>(jpeg.info.output_scanline));
    if (jpeg_read_scanlines(&jpeg.info, &row, 1) != 1) {
      return false;
    }
  }
  return true;
}

bool readOneScan(Jpeg& jpeg, cv::Mat& pixels) {
  if (setjmp(jpeg.errors.leave) != 0) {
    return false;
  }
  jpeg_start_decompress(&jpeg.info);
  if (!readRows(jpeg, pixels)) {
    return false;
  }
  if (jpeg.errors.starved) {
    jpeg.share = jpeg.starvedShare();
  }
  return true;
}

bool readManyScans(Jpeg& jpeg, cv::Mat& pixels) {
  if (setjmp(jpeg.errors.leave) != 0) {
    return false;
  }
  constexpr int kMostScans = 1000; // a few bytes a scan could keep the decoder busy for hours
  jpeg.info.buffered_image = TRUE;
  jpeg_start_decompress(&jpeg.info);
  for (;;) {
    const int status = jpeg_consume_input(&jpeg.info);
    if (status == JPEG_SCAN_COMPLETED) {
      jpeg.scans.add(jpeg.info, jpeg.errors.starved ? jpeg.starvedShare() : 1);
    }
    if (status == JPEG_REACHED_EOI || status == JPEG_SUSPENDED || jpeg.info.input_scan_number > kMostScans) {
      break;
    }
  }
  jpeg.share = jpeg.scans.share(jpeg.info);
  jpeg_start_output(&jpeg.info, jpeg.info.input_scan_number);
  return readRows(jpeg, pixels);
}

/// CMYK as Adobe stores it, the inks the wrong way round: 255 is none. Everybody reads every CMYK JPEG so.
cv::Mat fromInks(const cv::Mat& inks) {
  cv::Mat bgr(inks.size(), CV_8UC3);
  for (int y = 0; y < inks.rows; ++y) {
    const auto* from = inks.ptr<cv::Vec4b>(y);
    auto* to = bgr.ptr<cv::Vec3b>(y);
    for (int x = 0; x < inks.cols; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        to[x][channel] = static_cast<std::uint8_t>((from[x][2 - channel] * from[x][3] + 127) / 255);
      }
    }
  }
  return bgr;
}

int orientationOf(const jpeg_decompress_struct& info) {
  using namespace std::string_view_literals;
  for (jpeg_saved_marker_ptr marker = info.marker_list; marker != nullptr; marker = marker->next) {
    const Bytes data(marker->data, marker->data_length);
    if (hasText(data, 0, "Exif\0\0"sv)) {
      return exifOrientation(data);
    }
  }
  return 1;
}

} // namespace

StoredPicture decodeJpeg(Bytes file) {
  StoredPicture stored;
  Jpeg jpeg;
  if (!readHeader(jpeg, file)) {
    stored.fault = jpeg.source.ended ? PictureFault::CutShort : PictureFault::Damaged;
    return stored;
  }
  if (!allowSize(stored, jpeg.info.image_width, jpeg.info.image_height)) {
    return stored;
  }
  const bool inks = jpeg.info.num_components == 4;
  const bool grey = jpeg.info.num_components == 1;
  jpeg.info.out_color_space = inks ? JCS_CMYK : grey ? JCS_GRAYSCALE : JCS_EXT_BGR;
  stored.pixels.create(static_cast<int>(jpeg.info.image_height), static_cast<int>(jpeg.info.image_width),
                       inks   ? CV_8UC4
                       : grey ? CV_8UC1
                              : CV_8UC3);
  const bool many = jpeg_has_multiple_scans(&jpeg.info) != FALSE;
  if (!(many ? readManyScans(jpeg, stored.pixels) : readOneScan(jpeg, stored.pixels))) {
    stored.fault = jpeg.source.ended ? PictureFault::CutShort : PictureFault::Damaged;
    return stored;
  }
  if (jpeg.share < kWhole) {
    stored.fault = PictureFault::CutShort;
    return stored;
  }
  stored.cutShort = jpeg.share < 1 || jpeg.source.ended;
  stored.damaged = jpeg.errors.damaged;
  stored.orientation = orientationOf(jpeg.info);
  if (inks) {
    stored.pixels = fromInks(stored.pixels);
  }
  return stored;
}

} // namespace mien::detail
