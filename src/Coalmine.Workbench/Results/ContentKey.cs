using System.Buffers.Binary;
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Coalmine.Workbench.Results;

/// <summary>
/// A hash of values with everything they are made of: SHA-256 over the types and fields of records and structures, the elements of collections, and the bits
/// of numbers. Two values have the same key where nothing in them differs, however they came about: a comment in a file changes no key, a number does. What is
/// made of code and not of values (delegates, types) has no key.
/// </summary>
internal sealed class ContentKey
{
    private const int Deepest = 64;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _isTold = true;

    private ContentKey()
    {
    }

    /// <summary>The key of some values in their order, in hexadecimal digits; empty where it cannot be told.</summary>
    public static string Of(params ReadOnlySpan<object?> values)
    {
        ContentKey key = new();
        foreach (object? value in values)
            key.Add(value, 0);
        string digits = Convert.ToHexStringLower(key._hash.GetHashAndReset());
        key._hash.Dispose();
        return key._isTold ? digits : "";
    }

    private void Add(object? value, int depth)
    {
        if (value is null)
        {
            Mark("null");
            return;
        }

        Type type = value.GetType();
        if (depth > Deepest || value is Delegate or MemberInfo or Pointer || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Lazy<>)))
            _isTold = false;
        else if (value is string text)
            Mark("text", text);
        else if (type.IsPrimitive || type.IsEnum)
            Mark(type.Name, Bits(value));
        else if (value is Array list)
            AddAll(type, list, depth);
        else if (value is IDictionary or ICollection && !type.IsValueType)
            AddAll(type, (IEnumerable)value, depth);
        else
            AddFields(type, value, depth);
    }

    // Dictionaries and sets have no order of their own: their elements are hashed one by one and come in the order of the hashes.
    private void AddAll(Type type, IEnumerable elements, int depth)
    {
        Mark("list", Name(type));
        if (elements is IDictionary || IsSet(type))
            foreach (string key in elements.Cast<object?>().Select(element => Of(element)).Order(StringComparer.Ordinal))
                Told(key);
        else
            foreach (object? element in elements)
                Add(element, depth + 1);
        Mark("end");
    }

    private void Told(string key)
    {
        _isTold &= key.Length > 0;
        Mark("key", key);
    }

    private void AddFields(Type type, object value, int depth)
    {
        Mark("fields", Name(type));
        for (Type? part = type; part is not null && part != typeof(object) && part != typeof(ValueType); part = part.BaseType)
            foreach (FieldInfo field in Fields(part))
            {
                Mark("field", field.Name);
                Add(field.GetValue(value), depth + 1);
            }

        Mark("end");
    }

    private static IEnumerable<FieldInfo> Fields(Type type) => type
        .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .OrderBy(field => field.Name, StringComparer.Ordinal);

    private static bool IsSet(Type type) =>
        type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IReadOnlySet<>));

    // A name without the versions of assemblies, which say nothing about a value.
    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Namespace}.{type.Name}<{string.Join(',', type.GetGenericArguments().Select(Name))}>"
        : $"{type.Namespace}.{type.Name}";

    private static string Bits(object value) => value switch
    {
        double number => BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture),
        float number => BitConverter.SingleToInt32Bits(number).ToString(CultureInfo.InvariantCulture),
        Enum member => $"{Name(member.GetType())} {member:D}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // Each part is preceded by its length, so that no two sequences of parts are the same bytes.
    private void Mark(params ReadOnlySpan<string> parts)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            _hash.AppendData(length);
            _hash.AppendData(bytes);
        }
    }
}
