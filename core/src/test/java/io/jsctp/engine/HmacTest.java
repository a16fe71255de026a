package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The codes of RFC 2104 over SHA-1 and SHA-256. */
class HmacTest {
    private static byte[] repeated(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] counting() {
        byte[] bytes = new byte[25];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] code(int id, byte[] key, byte[] data) {
        Hmac hmac = new Hmac(id);
        hmac.begin(hmac.key(key));
        hmac.update(ByteBuffer.wrap(data), 0, data.length);
        byte[] code = new byte[Hmac.lengthOf(id)];
        hmac.end(code);
        return code;
    }

    private static void check(int id, byte[] key, byte[] data, String expected) {
        assertThat(HexFormat.of().formatHex(code(id, key, data))).startsWith(expected);
    }

    @Test
    @DisplayName("4895-3.3-3 4895-6.2-3: HMAC-SHA-1 gives the codes of RFC 2202")
    void rfc2202() {
        int sha1 = Hmac.SHA_1;
        byte[] larger = ascii("Test Using Larger Than Block-Size Key - Hash Key First");
        byte[] more = ascii("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data");
        check(sha1, repeated(0x0b, 20), ascii("Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00");
        check(sha1, ascii("Jefe"), ascii("what do ya want for nothing?"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        check(sha1, repeated(0xaa, 20), repeated(0xdd, 50), "125d7342b9ac11cd91a39af48aa17b4f63f175d3");
        check(sha1, counting(), repeated(0xcd, 50), "4c9007f4026250c6bc8414f9bf50c86c2d7235da");
        check(sha1, repeated(0x0c, 20), ascii("Test With Truncation"), "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04");
        check(sha1, repeated(0xaa, 80), larger, "aa4ae5e15272d00e95705637ce8a3b55ed402112");
        check(sha1, repeated(0xaa, 80), more, "e8e99d0f45237d786d6bbaa7965c7808bbff1a91");
    }

    @Test
    @DisplayName("4895-3.3-3 4895-6.2-3: HMAC-SHA-256 gives the codes of RFC 4231")
    void rfc4231() {
        int sha256 = Hmac.SHA_256;
        byte[] larger = ascii("Test Using Larger Than Block-Size Key - Hash Key First");
        byte[] more = ascii("This is a test using a larger than block-size key and a larger than block-size data."
                + " The key needs to be hashed before being used by the HMAC algorithm.");
        String one = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
        check(sha256, repeated(0x0b, 20), ascii("Hi There"), one);
        String two = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        check(sha256, ascii("Jefe"), ascii("what do ya want for nothing?"), two);
        String three = "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe";
        check(sha256, repeated(0xaa, 20), repeated(0xdd, 50), three);
        String four = "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b";
        check(sha256, counting(), repeated(0xcd, 50), four);
        check(sha256, repeated(0x0c, 20), ascii("Test With Truncation"), "a3b6167473100ee06e0c796c2955552b");
        String six = "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54";
        check(sha256, repeated(0xaa, 131), larger, six);
        String seven = "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2";
        check(sha256, repeated(0xaa, 131), more, seven);
    }

    @Test
    @DisplayName("4895-6.2-3: keys and data of any length give the code that the platform's own HMAC gives")
    void agreesWithThePlatform() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            boolean sha1 = random.nextBoolean();
            byte[] key = new byte[1 + random.nextInt(200)];
            byte[] data = new byte[random.nextInt(2000)];
            random.nextBytes(key);
            random.nextBytes(data);
            String name = sha1 ? "HmacSHA1" : "HmacSHA256";
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key, name));
            assertThat(code(sha1 ? Hmac.SHA_1 : Hmac.SHA_256, key, data)).isEqualTo(mac.doFinal(data));
        }
    }

    @Test
    @DisplayName("4895-6.2-3: what is in place of the code counts as zeros; one object makes code after code")
    void zerosAndReuse() {
        byte[] data = {1, 2, 0, 0, 0, 3};
        Hmac hmac = new Hmac(Hmac.SHA_256);
        byte[] key = hmac.key(ascii("key"));
        byte[] code = new byte[Hmac.MOST_BYTES];
        for (int i = 0; i < 3; i++) {
            hmac.begin(key);
            hmac.update(ByteBuffer.wrap(data), 0, 2);
            hmac.updateZeros(3);
            hmac.update(ByteBuffer.wrap(data), 5, 1);
            hmac.end(code);
            assertThat(code).isEqualTo(code(Hmac.SHA_256, ascii("key"), data));
        }
        assertThat(Hmac.lengthOf(2)).as("reserved").isZero();
    }
}
