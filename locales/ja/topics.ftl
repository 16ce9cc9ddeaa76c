# 窓口の用件：取り決めのなかで書かなくてもよいもの、決済会社だけのもの

topic-data = データの誤りや不足
topic-outage = サービスが使えない
topic-billing = サービスの料金
topic-stop = カードや残高の利用停止（紛失・盗難・不正利用）
