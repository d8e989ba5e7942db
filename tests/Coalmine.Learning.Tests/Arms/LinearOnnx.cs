using System.Buffers.Binary;
using System.Text;

namespace Coalmine.Learning.Tests.Arms;

/// <summary>
/// Writes small ONNX models, field by field of onnx.proto (ONNX, IR version 8, operators version 13): sigmoid(x w + b), or x w + b with one column a class.
/// </summary>
internal static class LinearOnnx
{
    /// <summary>The probability of yes of a linear model with one input of as many numbers as there are weights.</summary>
    public static byte[] Logistic(float[] weights, float intercept) => Model(
        weights.Length, 1, [Node("MatMul", ["x", "w"], "m"), Node("Add", ["m", "b"], "a"), Node("Sigmoid", ["a"], "p")], weights, [intercept]);

    /// <summary>One number a class: the weights of the first input for all classes, then those of the second.</summary>
    public static byte[] PerClass(float[] weights, float[] intercepts) => Model(
        weights.Length / intercepts.Length, intercepts.Length, [Node("MatMul", ["x", "w"], "m"), Node("Add", ["m", "b"], "p")], weights, intercepts);

    private static byte[] Model(int inputs, int outputs, byte[][] nodes, float[] weights, float[] intercepts)
    {
        byte[] graph =
        [
            .. nodes.SelectMany(node => Bytes(1, node)),
            .. Text(2, "linear"),
            .. Bytes(5, Tensor("w", [inputs, outputs], weights)),
            .. Bytes(5, Tensor("b", [outputs], intercepts)),
            .. Bytes(11, Value("x", inputs)),
            .. Bytes(12, Value("p", outputs)),
        ];
        return [.. Number(1, 8), .. Bytes(7, graph), .. Bytes(8, [.. Text(1, ""), .. Number(2, 13)])];
    }

    private static byte[] Node(string operation, string[] inputs, string output) =>
        [.. inputs.SelectMany(input => Text(1, input)), .. Text(2, output), .. Text(4, operation)];

    private static byte[] Tensor(string name, int[] dimensions, float[] values)
    {
        byte[] raw = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(4 * i), values[i]);
        return [.. dimensions.SelectMany(length => Number(1, length)), .. Number(2, 1), .. Text(8, name), .. Bytes(9, raw)];
    }

    private static byte[] Value(string name, int columns)
    {
        byte[] shape = [.. Bytes(1, Text(2, "rows")), .. Bytes(1, Number(1, columns))];
        return [.. Text(1, name), .. Bytes(2, Bytes(1, [.. Number(1, 1), .. Bytes(2, shape)]))];
    }

    private static byte[] Number(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int field, byte[] bytes) => [.. Varint((field << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static IEnumerable<byte> Varint(long value)
    {
        for (; value > 127; value >>= 7)
            yield return (byte)(value | 128);
        yield return (byte)value;
    }
}
